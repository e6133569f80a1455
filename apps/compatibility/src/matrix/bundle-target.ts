import { build, version } from 'esbuild'
import type { Packed } from '../workspace/pack.ts'
import { isNodeOnly, withDependencies } from '../workspace/packages.ts'
import { allPackagesOf, failed, forEachProject, notApplicable, type Target } from './target.ts'

/** What importing one package adds to a bundle, in a project where all of them are installed. */
export const bundle: Target = {
  name: 'bundle',
  needsAllPackages: true,
  async test(projects, context) {
    const { folder, packages: all } = allPackagesOf(context)
    const notes = new Map<string, string>()
    const outcomes = await forEachProject(projects, async ({ packages }) => {
      const [only, ...others] = packages
      if (only === undefined || others.length > 0) return notApplicable
      const { bundled, bytes } = await context.limited(() => bundleOf(only, folder))
      notes.set(only.name, `Importing ${only.name} bundles ${bundled.join(', ')}: ${bytes} bytes, minified.`)
      const own = withDependencies(only, all)
      const foreign = bundled.filter((name) => name.startsWith('@flowroute/') && !own.includes(name))
      return foreign.length === 0 ? { passed: true } : failed(`It bundles ${foreign.join(', ')}.`)
    })
    const sorted = [...notes.values()].sort()
    return [{ title: 'Bundle of one import', version: `esbuild ${version}`, outcomes, notes: sorted }]
  },
}

/** Bundles everything that a package exports; its peers stay outside. */
async function bundleOf(
  { name, manifest }: Packed,
  folder: string,
): Promise<{ bundled: string[]; bytes: number }> {
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
    platform: isNodeOnly(name) ? 'node' : 'browser',
    external: Object.keys(manifest.peerDependencies ?? {}),
    logLevel: 'silent',
  })
  const bundled = Object.keys(metafile.inputs).flatMap(
    (path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [],
  )
  return {
    bundled: [...new Set(bundled)].sort(),
    bytes: outputFiles.reduce((sum, { contents }) => sum + contents.length, 0),
  }
}
