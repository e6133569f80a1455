/** What is wrong with a path pattern; undefined when nothing is. */
export function problemOfPattern(pattern: string): string | undefined {
  if (!/^\/[^?#]*$/.test(pattern)) return 'must begin with a slash and have no query'
  const segments = segmentsOf(pattern)
  if (segments.some((segment) => segment.includes('*') && segment !== '*' && segment !== '**')) {
    return 'must have * and ** only as whole segments'
  }
  if (segments.slice(0, -1).includes('**')) return 'must have ** only at its end'
  return undefined
}

/** Whether the path of a request fits the pattern. */
export function fitsPattern(pattern: string, path: string): boolean {
  const wanted = segmentsOf(pattern)
  const given = segmentsOf(path).map(decode)
  const open = wanted.at(-1) === '**'
  if (open) wanted.pop()
  if (open ? given.length < wanted.length : given.length !== wanted.length) return false
  return wanted.every((segment, index) => segment === '*' || decode(segment) === given[index])
}

/** Slashes at the end make no difference to the endpoints either. */
function segmentsOf(path: string): string[] {
  const trimmed = path.replace(/^\//, '').replace(/\/+$/, '')
  return trimmed === '' ? [] : trimmed.split('/')
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
