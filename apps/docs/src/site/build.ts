import { rmSync } from 'node:fs'
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
  rmSync(siteFolder, { recursive: true, force: true })
  writeRepositoryPages()
  await writeReference()
  await build(docsFolder)
  const { pages, links, dead } = findDeadLinks(siteFolder)
  const bytes = firstPageSize(siteFolder)
  const { user, system } = process.cpuUsage()
  console.log(
    `${pages} pages, ${links} links, first page ${(bytes / 1_000).toFixed(1)} kB gzipped, ` +
      `${((user + system) / 1e6).toFixed(0)} s of CPU time`,
  )
  if (dead.length > 0) throw new Error(`Dead links:\n${dead.join('\n')}`)
  if (bytes > firstPageAtMost)
    throw new Error(`The first page has ${bytes} bytes, more than ${firstPageAtMost}`)
}

/** Serves the pages while they are written. */
export async function serveSite(): Promise<void> {
  writeRepositoryPages()
  await writeReference()
  const server = await createServer(docsFolder)
  await server.listen()
  server.printUrls()
}
