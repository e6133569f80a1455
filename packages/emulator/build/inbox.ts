import { fileURLToPath } from 'node:url'
import type { Plugin } from 'esbuild'
import { noteBundled } from '../../build/third-party-notices.ts'

/** What the inbox page is made of, each as one text to stand in its HTML. */
export interface InboxAssets {
  script: string
  style: string
}

/** Builds the page from the folder `inbox`. */
export async function buildInbox(): Promise<InboxAssets> {
  // Only where the page is built: esbuild is no dependency of the published package.
  const { build } = await import('esbuild')
  const { outputFiles, metafile } = await build({
    entryPoints: [fileURLToPath(new URL('../inbox/main.tsx', import.meta.url))],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    outdir: 'out',
    write: false,
    metafile: true,
    legalComments: 'none',
  })
  noteBundled(metafile)
  const textOf = (extension: string): string => {
    const text = outputFiles.find(({ path }) => path.endsWith(extension))?.text.trim()
    if (text === undefined || /<\/(script|style)/i.test(text)) {
      throw new Error(`the inbox page has no ${extension} that can stand in HTML`)
    }
    return text
  }
  return { script: textOf('.js'), style: textOf('.css') }
}

/** Puts the built page in the place of the module that would build it. */
export const inboxPage: Plugin = {
  name: 'inbox-page',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/]inbox[\\/]assets\.ts$/ }, async () => {
      const assets = JSON.stringify(await buildInbox())
      return {
        contents: `const assets = ${assets}\nexport const inboxAssets = async () => assets`,
        loader: 'js',
      }
    })
  },
}
