import { defineConfig } from 'vitest/config'

/**
 * Tests read the packages' sources; `pnpm test:dist` runs those of the packages on their builds, and a few more. The
 * emulator's own are not run twice: built, it is what the others, the browser and every runtime talk to.
 */
const onBuild = process.env['FLOWROUTE_TEST'] === 'dist'

const conditions = [...(onBuild ? [] : ['flowroute-source']), 'module', 'node', 'import', 'default']
const folders = onBuild
  ? ['packages/!(emulator)/test', 'packages/*/test-dist', 'apps/*/test-dist']
  : ['{packages,apps}/*/test']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: folders.map((folder) => `${folder}/**/*.test.ts`),
    // The many small files share their modules: loading these takes longer than the tests.
    isolate: false,
    // Against hanging only: a busy machine may take long for anything.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // By default one core is left idle, which on two is half of the machine.
    maxWorkers: '100%',
  },
})
