import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { docsFolder } from '../folders.ts'
import { cataloguePages } from './pages.ts'

/**
 * Writes the catalogue. It is kept in the repository, so that the address in an error's `docs` works on GitHub, too; a test
 * compares it with the sources.
 */
export function writeCatalogue(): void {
  const folder = join(docsFolder, 'errors')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  for (const [name, text] of cataloguePages()) writeFileSync(join(folder, name), text)
}
