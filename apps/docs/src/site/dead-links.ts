import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { Parser } from 'htmlparser2'

/** What a check of a built site found. */
export interface LinkReport {
  pages: number
  links: number
  /** `page: target` of each link that leads nowhere. */
  dead: string[]
}

interface Page {
  ids: Set<string>
  targets: string[]
}

/**
 * Checks every link, picture and fragment of a site as it was built. VitePress itself sees only links between pages that
 * are written as Markdown.
 *
 * @param folder of the site
 * @param base path at which the site is served, with a slash at both ends
 */
export function findDeadLinks(folder: string, base = '/'): LinkReport {
  const pages = new Map<string, Page>()
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (path.endsWith('.html')) pages.set(path.replaceAll('\\', '/'), readPage(join(folder, path)))
  }
  const dead: string[] = []
  let links = 0
  for (const [page, { targets }] of pages) {
    for (const target of targets) {
      links++
      if (!leadsSomewhere(target, page)) dead.push(`${page}: ${target}`)
    }
  }
  return { pages: pages.size, links, dead }

  function leadsSomewhere(target: string, page: string): boolean {
    if (/^(https?:|mailto:|data:)/.test(target)) return true
    const { pathname, hash } = new URL(target, `https://site${base}${page}`)
    if (!pathname.startsWith(base)) return false
    const path = decodeURIComponent(pathname.slice(base.length))
    const file = [path, `${path}.html`, join(path, 'index.html')].find((name) => isFile(join(folder, name)))
    if (file === undefined) return false
    const found = pages.get(relative('', file).replaceAll('\\', '/'))
    return hash === '' || found === undefined || found.ids.has(decodeURIComponent(hash.slice(1)))
  }
}

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile()

function readPage(file: string): Page {
  const ids = new Set<string>()
  const targets: string[] = []
  const parser = new Parser({
    onopentag(_name, { id, href, src, name }) {
      if (id) ids.add(id)
      if (name) ids.add(name)
      for (const target of [href, src]) if (target) targets.push(target)
    },
  })
  parser.end(readFileSync(file, 'utf8'))
  return { ids, targets }
}
