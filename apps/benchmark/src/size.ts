import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

/** One bundle a user could make. */
interface Bundle {
  name: string
  program: string
  /** Bytes it may have, gzipped. */
  limit: number
}

/** What a bundle weighs, in bytes. */
export interface Size {
  name: string
  minified: number
  gzipped: number
  limit: number
}

const withOne = (resource: string, limit: number): Bundle => ({
  name: `core + ${resource}`,
  program: `
    import { createClient } from '@flowroute/core'
    import { ${resource} } from '@flowroute/${resource.toLowerCase()}'
    console.log(new ${resource}(createClient()))`,
  limit,
})

const bundles: readonly Bundle[] = [
  withOne('Numbers', 13_000),
  withOne('Routes', 13_000),
  withOne('Messages', 13_000),
  withOne('E911', 13_000),
  withOne('Cnam', 13_000),
]

/** Bundles each program as a user's own tools would, and weighs it. */
export async function measureSizes(): Promise<Size[]> {
  return Promise.all(
    bundles.map(async ({ name, program, limit }) => {
      const { outputFiles } = await build({
        stdin: { contents: program, resolveDir: fileURLToPath(new URL('..', import.meta.url)) },
        bundle: true,
        minify: true,
        format: 'esm',
        platform: 'neutral',
        mainFields: ['module', 'main'],
        write: false,
      })
      const [output] = outputFiles
      if (output === undefined) throw new Error(`${name}: esbuild wrote nothing`)
      return {
        name,
        minified: output.contents.length,
        gzipped: gzipSync(output.contents, { level: 9 }).length,
        limit,
      }
    }),
  )
}
