import { defineConfig } from 'vitest/config'

/** Tests that need PostgreSQL and Redis: given by URL, or started from what is installed. */
// Without `import`: Node would resolve CommonJS packages' `require` by it too.
const conditions = ['flowroute-source', 'node']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['packages/*/test-services/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Each file at once: mostly they wait.
    maxWorkers: 4,
  },
})
