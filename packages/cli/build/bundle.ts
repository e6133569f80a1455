import type { BuildOptions } from 'esbuild'

/**
 * How the command is bundled: from the sources of our packages and with all that it uses, so that nothing has to be
 * installed, and in parts, so that a command loads what it needs.
 */
export const bundleOptions = {
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  conditions: ['flowroute-source'],
  // Dependencies in CommonJS need `require` for the modules of Node.js.
  banner: {
    js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
  },
} satisfies BuildOptions
