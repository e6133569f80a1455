import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { docsFolder, rootFolder } from '../folders.ts'

/** An entry of a published package, such as `@flowroute/core/undici`. */
interface Entry {
  name: string
  source: string
}

/** All entries of all published packages. */
function packageEntries(): Entry[] {
  return readdirSync(join(rootFolder, 'packages')).flatMap((folder): Entry[] => {
    const file = join(rootFolder, 'packages', folder, 'package.json')
    if (!existsSync(file)) return []
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as {
      name: string
      private?: boolean
      exports?: Record<string, string | Record<string, unknown>>
    }
    if (manifest.private) return []
    return Object.entries(manifest.exports ?? {}).flatMap(([path, target]): Entry[] => {
      const source = typeof target === 'object' ? target['flowroute-source'] : undefined
      if (typeof source !== 'string') return []
      return [{ name: manifest.name + path.slice(1), source: join(rootFolder, 'packages', folder, source) }]
    })
  })
}

/**
 * Writes a file for each entry that exports the whole of it under its public name: TypeDoc then needs one program for all
 * packages, which takes a fifth of the time of one for each.
 */
export function writeEntryFiles(): string[] {
  const folder = join(docsFolder, 'typedoc-entries')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  return packageEntries().map(({ name, source }) => {
    const file = join(folder, `${name.replaceAll(/\W+/g, '-')}.ts`)
    const path = relative(folder, source).replaceAll('\\', '/')
    writeFileSync(file, `/** @module ${name} */\nexport * from '${path}'\n`)
    return file
  })
}
