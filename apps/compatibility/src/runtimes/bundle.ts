import { build } from 'esbuild'
import type { Packed } from '../pack.ts'
import { isForNodeOnly } from '../packages.ts'
import { eachOf, failed, type Row, type Runtime, togetherOf } from './runtime.ts'

/** What one import brings into a bundle, although all packages are installed. */
export const bundle: Runtime = {
  name: 'bundle',
  needsTogether: true,
  async try(consumers, lab): Promise<Row[]> {
    const { folder } = togetherOf(lab)
    const notes = new Map<string, string>()
    const outcomes = await eachOf(consumers, async ({ packages }) => {
      const [only, ...others] = packages
      if (only === undefined || others.length > 0) return { passed: undefined }
      const { brought, bytes } = await lab.limited(() => bundleOf(only, folder))
      notes.set(only.name, `Importing ${only.name} brings ${brought.join(', ')}: ${bytes} bytes, minified.`)
      const foreign = brought.filter((name) => name.startsWith('@flowroute/') && !mayBring(only, name))
      return foreign.length === 0 ? { passed: true } : failed(`It brings ${foreign.join(', ')}.`)
    })
    const version = `esbuild ${(await import('esbuild')).version}`
    return [{ title: 'Bundle of one import', version, outcomes, notes: [...notes.values()].sort() }]
  },
}

const mayBring = ({ name }: Packed, other: string): boolean => other === name || other === '@flowroute/core'

/** The packages in the bundle of all that a package lets import, as the metafile has them. */
async function bundleOf(
  { name, manifest }: Packed,
  folder: string,
): Promise<{ brought: string[]; bytes: number }> {
  const entries = Object.keys(manifest.exports ?? {}).filter((entry) => !entry.endsWith('.json'))
  const { metafile, outputFiles } = await build({
    stdin: {
      contents: entries.map((entry) => `export * from '${name}${entry.slice(1)}'`).join('\n'),
      resolveDir: folder,
    },
    bundle: true,
    minify: true,
    metafile: true,
    write: false,
    format: 'esm',
    platform: isForNodeOnly(name) ? 'node' : 'browser',
    logLevel: 'silent',
  })
  const brought = Object.keys(metafile.inputs).flatMap(
    (path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [],
  )
  return {
    brought: [...new Set(brought)].sort(),
    bytes: outputFiles.reduce((sum, { contents }) => sum + contents.length, 0),
  }
}
