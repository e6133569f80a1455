import { defineConfig } from 'vitest/config'

/** Tests read the packages' sources, not their builds. */
const conditions = ['flowroute-source', 'module', 'node', 'import', 'default']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['packages/*/test/**/*.test.ts', 'apps/*/test/**/*.test.ts'],
    testTimeout: 30_000,
  },
})
