import { defineConfig } from 'tsup'
import { writeDeclarations } from './packages/build/declarations.ts'
import { leanMaps } from './packages/build/lean-maps.ts'
import { thirdPartyNotices } from './packages/build/third-party-notices.ts'
import { inboxPage } from './packages/emulator/build/inbox.ts'

/**
 * The one build configuration: every package runs `tsup <entries> --config ../../tsup.config.ts` in its own folder.
 *
 * Names are kept readable (`minify: false`): the user's bundler minifies, and stack traces stay legible.
 */
export default defineConfig(({ dts, entry }) => ({
  format: ['esm', 'cjs'],
  platform: 'neutral',
  target: 'es2022',
  // Not tsup's own, which have no maps; `--no-dts` goes for these too.
  dts: false,
  async onSuccess() {
    await leanMaps('dist')
    if (dts !== false) await writeDeclarations([entry ?? []].flat() as string[], 'dist')
  },
  sourcemap: true,
  clean: true,
  // Entries of one package share their modules: an error class must be the same whichever entry it comes from.
  splitting: true,
  treeshake: true,
  esbuildPlugins: [inboxPage, thirdPartyNotices],
  esbuildOptions(options, { format }) {
    // Jest, which runs CommonJS in a context of its own, has no import().
    if (format === 'cjs') options.supported = { ...options.supported, 'dynamic-import': false }
  },
}))
