import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A package of this repository that is published, and that programs import. */
export interface PublishedPackage {
  name: string
  /** Its folder. */
  folder: string
  /** The source of each thing it lets import, such as `src/index.ts`. */
  entries: string[]
}

const packagesFolder = fileURLToPath(new URL('../..', import.meta.url))

/** All packages of this repository that are published, without those that are only a command. */
export function publishedPackages(): PublishedPackage[] {
  return readdirSync(packagesFolder)
    .map((entry) => `${packagesFolder}${entry}`)
    .filter((folder) => existsSync(`${folder}/package.json`))
    .map((folder) => ({ folder, manifest: JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) }))
    .filter(({ manifest }) => manifest.private !== true)
    .map(({ folder, manifest }) => ({ name: manifest.name as string, folder, entries: entriesOf(manifest) }))
    .filter(({ entries }) => entries.length > 0)
}

function entriesOf({ exports }: { exports: Record<string, { 'flowroute-source'?: string }> }): string[] {
  return Object.values(exports).flatMap(({ 'flowroute-source': source }) => source ?? [])
}
