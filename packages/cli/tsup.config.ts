import { defineConfig } from 'tsup'
import { thirdPartyNotices } from '../build/third-party-notices.ts'
import { inboxPage } from '../emulator/build/inbox.ts'
import { bundleOptions } from './build/bundle.ts'

/** A program and not a library: minified, since it is loaded at every run, and without maps or declarations. */
export default defineConfig({
  entry: ['src/main.ts'],
  format: 'esm',
  platform: 'node',
  target: 'node20',
  splitting: true,
  treeshake: false,
  minify: true,
  clean: true,
  dts: false,
  noExternal: [/./],
  esbuildPlugins: [inboxPage, thirdPartyNotices],
  esbuildOptions(options) {
    Object.assign(options, bundleOptions, { legalComments: 'none' })
  },
})
