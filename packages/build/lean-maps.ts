import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Takes the texts of sources that are published as files out of the maps in a folder; those of others stay. */
export async function leanMaps(folder: string): Promise<void> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('js.map'))
  for (const file of files) {
    const map = JSON.parse(await readFile(join(folder, file), 'utf8'))
    // An entry that only re-exports from other files has a map without sources.
    const { sources = [], sourcesContent = [] } = map as {
      sources?: string[]
      sourcesContent?: (string | null)[]
    }
    const texts = sourcesContent.map((text, index) => (sources[index]?.startsWith('../src/') ? null : text))
    await writeFile(join(folder, file), JSON.stringify({ ...map, sourcesContent: texts }))
  }
}
