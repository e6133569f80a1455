import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Metafile, Plugin } from 'esbuild'

/** What a published package's bundle contains of others, in its `dist`. */
const fileName = 'THIRD-PARTY-NOTICES.md'

/** Folders of the packages that have been bundled in this process. */
const bundled = new Set<string>()

/**
 * Takes note of what a bundle contains, for a build within a build; its metafile is all there is to know.
 *
 * @param folder what the metafile's paths are relative to
 */
export function noteBundled({ inputs }: Metafile, folder = process.cwd()): void {
  for (const path of Object.keys(inputs)) {
    // The last one, since pnpm keeps packages in folders that are in `node_modules` themselves.
    const found = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(
      resolve(folder, path).replaceAll('\\', '/'),
    )
    if (found?.[1] !== undefined) bundled.add(found[1])
  }
}

/** Writes the licences of all that is bundled beside the bundle; nothing where nothing is. */
export const thirdPartyNotices: Plugin = {
  name: 'third-party-notices',
  setup(build) {
    build.onEnd(({ metafile, errors }) => {
      if (errors.length > 0) return
      if (metafile === undefined) throw new Error('without a metafile nobody knows what is bundled')
      noteBundled(metafile)
      if (bundled.size === 0) return
      const folder = build.initialOptions.outdir ?? 'dist'
      const sections = [...bundled].map(noticeOf).sort()
      const text = ['# Third-party notices', 'These packages are part of the files here.', ...sections].join(
        '\n\n',
      )
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, fileName), `${text}\n`)
    })
  },
}

function noticeOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
  if (file === undefined) throw new Error(`${name} is bundled, and has no licence to go with it`)
  return `## ${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}`
}
