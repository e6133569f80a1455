import { existsSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { build, createServer } from 'vitepress'
import { docsFolder, siteFolder } from '../folders.ts'
import { writeReference } from '../reference/write.ts'
import { findDeadLinks } from './dead-links.ts'
import { firstPageSize } from './page-size.ts'
import { writeRepositoryPages } from './repository-pages.ts'

/** What a reader loads before the first page shows, gzipped, without the playground. */
const firstPageAtMost = 110_000

/** Builds the whole site, and fails if a link leads nowhere or the first page is too large. */
export async function buildSite(): Promise<void> {
  const base = process.env['DOCS_BASE'] ?? '/'
  rmSync(siteFolder, { recursive: true, force: true })
  writeRepositoryPages()
  await writeReference()
  await build(docsFolder)
  const { pages, links, dead } = findDeadLinks(siteFolder, base)
  const bytes = firstPageSize(siteFolder, base)
  const { user, system } = process.cpuUsage()
  console.log(
    `${pages} pages, ${links} links, first page ${(bytes / 1_000).toFixed(1)} kB gzipped, ` +
      `${((user + system) / 1e6).toFixed(0)} s of CPU time`,
  )
  const withoutMarkdown = pagesWithoutMarkdown(siteFolder)
  if (withoutMarkdown.length > 0)
    throw new Error(`Pages without Markdown beside them: ${withoutMarkdown.join(', ')}`)
  if (dead.length > 0) throw new Error(`Dead links:\n${dead.join('\n')}`)
  if (bytes > firstPageAtMost)
    throw new Error(`The first page has ${bytes} bytes, more than ${firstPageAtMost}`)
}

/** Pages that nobody can read as Markdown under their own address, `a.md` for `a.html` and `a/index.html`. */
function pagesWithoutMarkdown(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.html') && path !== '404.html')
    .filter((path) => {
      const names = [path.replace(/html$/, 'md'), path.endsWith('index.html') ? `${dirname(path)}.md` : path]
      return !names.some((name) => name.endsWith('.md') && existsSync(join(folder, name)))
    })
}

/** Serves the pages while they are written. */
export async function serveSite(): Promise<void> {
  writeRepositoryPages()
  await writeReference()
  const server = await createServer(docsFolder)
  await server.listen()
  server.printUrls()
}
