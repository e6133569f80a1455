import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

/** What a bundle weighs, in bytes. */
export interface Weight {
  minified: number
  gzipped: number
}

/** A program of a user's, and where its imports are looked up. */
export interface Program {
  text: string
  folder: string
  /** `neutral` where nothing of Node is needed. */
  platform: 'neutral' | 'node'
}

/** Bundles a program as a user's own tools would. */
export async function bundle({ text, folder, platform }: Program): Promise<Uint8Array> {
  const { outputFiles } = await build({
    stdin: { contents: text, resolveDir: folder },
    bundle: true,
    minify: true,
    format: 'esm',
    platform,
    mainFields: ['module', 'main'],
    // Of ours, an optional peer stays outside, as in a program that installs it.
    external: platform === 'neutral' ? ['undici', 'node:*'] : [],
    write: false,
    logLevel: 'silent',
  })
  const [output] = outputFiles
  if (output === undefined) throw new Error('esbuild wrote nothing')
  return output.contents
}

export async function weigh(program: Program): Promise<Weight> {
  const contents = await bundle(program)
  return { minified: contents.length, gzipped: gzipSync(contents, { level: 9 }).length }
}
