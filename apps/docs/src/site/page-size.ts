import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { Parser } from 'htmlparser2'

/**
 * Bytes, gzipped, of all that the first page loads: itself, its styles, scripts and what these are said to need.
 *
 * @param folder of the site
 * @param base path at which the site is served, with a slash at both ends
 */
export function firstPageSize(folder: string, base = '/'): number {
  const html = readFileSync(join(folder, 'index.html'))
  const files = new Set<string>()
  const parser = new Parser({
    onopentag(name, { href, src, rel = '' }) {
      if (name === 'script' && src) files.add(src)
      if (name === 'link' && href && /^(stylesheet|preload|modulepreload)/.test(rel)) files.add(href)
    },
  })
  parser.end(html.toString())
  const sizes = [...files]
    .filter((file) => file.startsWith(base))
    .map((file) => gzipSync(readFileSync(join(folder, file.slice(base.length))), { level: 9 }).length)
  return sizes.reduce((sum, size) => sum + size, gzipSync(html, { level: 9 }).length)
}
