import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** Tests in a browser, `pnpm test:browser`: on the builds, as users have them; on the sources without the variable. */
const entry = process.env['FLOWROUTE_TEST'] === 'dist' ? 'dist/index.js' : 'src/index.ts'
const conditions = [
  ...(entry === 'src/index.ts' ? ['flowroute-source'] : []),
  'module',
  'node',
  'import',
  'default',
]

export default defineConfig({
  resolve: {
    conditions,
    // The emulator must not depend on the client packages, which depend on it.
    alias: [
      {
        find: /^@flowroute\/([\w-]+)$/,
        replacement: `${fileURLToPath(new URL('packages', import.meta.url))}/$1/${entry}`,
      },
    ],
  },
  ssr: { resolve: { conditions } },
  test: {
    include: ['packages/*/test-browser/**/*.test.ts', 'apps/*/test-browser/**/*.test.ts'],
    globalSetup: ['packages/emulator/test-browser/check-chromium.ts'],
    // Against hanging only: a busy machine may take long for anything.
    testTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
    hookTimeout: 180_000,
    // Each file has a browser of its own; more of them at once are not faster.
    fileParallelism: false,
  },
})
