import { defineConfig } from 'tsup'
import { leanKy } from './packages/core/build/lean-ky.ts'

/**
 * The one build configuration: every package runs `tsup <entries> --config ../../tsup.config.ts` in its own folder.
 *
 * Names are kept readable (`minify: false`): the user's bundler minifies, and stack traces stay legible.
 */
export default defineConfig({
  format: ['esm', 'cjs'],
  platform: 'neutral',
  target: 'es2022',
  dts: true,
  sourcemap: true,
  clean: true,
  splitting: false,
  treeshake: true,
  // Bundled, so that neither its types nor its ESM-only format reach a user.
  noExternal: ['ky'],
  esbuildPlugins: [leanKy],
})
