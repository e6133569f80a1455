import { defineConfig } from 'vitest/config'

/**
 * Tests read the packages' sources; `pnpm test:dist` runs those of the packages on their builds, and a few more. The
 * emulator's own are not run twice: built, it is what the others, the browser and every runtime talk to.
 */
const onBuild = process.env['FLOWROUTE_TEST'] === 'dist'

const conditions = [...(onBuild ? [] : ['flowroute-source']), 'module', 'node', 'import', 'default']
const tests = onBuild
  ? ['packages/!(emulator)/test', 'packages/*/test-dist', 'apps/*/test-dist']
  : ['packages/*/test', 'apps/*/test']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: tests.map((folder) => `${folder}/**/*.test.ts`),
    // Against hanging only: a busy machine may take long for anything.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // By default one core is left idle, which on two is half of the machine.
    maxWorkers: '100%',
  },
})
