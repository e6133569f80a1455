import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { docsFolder, repository, rootFolder } from '../folders.ts'

/** Pages that show what the repository has already: results that were measured and committed, and tables. */
const pages = [
  { page: 'api/endpoints.md', source: 'docs/endpoints.md' },
  { page: 'api/benchmark.md', source: 'apps/benchmark/README.md' },
  { page: 'api/faults.md', source: 'apps/faults/README.md' },
]

/** Sections of READMEs that guides include. */
const parts = [
  {
    page: 'parts/official-libraries.md',
    source: 'README.md',
    heading: "Coming from Flowroute's own libraries",
  },
  { page: 'parts/numbers-v1.md', source: 'packages/numbers-v1/README.md', heading: 'From v1 to v2' },
]

/** Writes them, and copies the pictures that they show. */
export function writeRepositoryPages(): void {
  for (const folder of ['api', 'parts']) mkdirSync(join(docsFolder, folder), { recursive: true })
  for (const { page, source, heading } of [
    ...pages.map((page) => ({ ...page, heading: undefined })),
    ...parts,
  ]) {
    const text = readFileSync(join(rootFolder, source), 'utf8')
    const wanted = heading === undefined ? text : section(text, heading)
    writeFileSync(join(docsFolder, page), absoluteLinks(wanted, posix.dirname(source)))
  }
  cpSync(join(rootFolder, 'apps/benchmark/charts'), join(docsFolder, 'api/charts'), { recursive: true })
}

/**
 * Makes relative links of a file of the repository lead to it on GitHub. Pictures stay: they are copied.
 *
 * @param folder of the file, from the root of the repository
 */
export function absoluteLinks(markdown: string, folder: string): string {
  return markdown.replaceAll(
    /(?<!!)\[([^\]]*)\]\((?!https?:|#|mailto:)([^)\s]+)\)/g,
    (_, text: string, target: string) => {
      const [path = '', fragment] = target.split('#')
      const address = `${repository}/tree/main/${posix.join(folder, path)}`
      return `[${text}](${address}${fragment === undefined ? '' : `#${fragment}`})`
    },
  )
}

/**
 * A section of second order, with its heading, up to the next one.
 *
 * @throws {Error} there is none with that heading
 */
export function section(markdown: string, heading: string): string {
  const [, ...sections] = markdown.split(/^(?=## )/m)
  const found = sections.find((text) => text.startsWith(`## ${heading}\n`))
  if (found === undefined) throw new Error(`There is no section "${heading}"`)
  return found
}
