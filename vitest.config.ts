import { defineConfig } from 'vitest/config'

/**
 * Tests read the packages' sources; `pnpm test:dist` runs those of the packages on their builds, and a few more. The
 * emulator's own are not run twice: built, it is what the others, the browser and every runtime talk to.
 */
const onBuild = process.env['FLOWROUTE_TEST'] === 'dist'

const conditions = [...(onBuild ? [] : ['flowroute-source']), 'module', 'node', 'import', 'default']
const apart = onBuild
  ? ['packages/outbox/test', 'packages/*/test-dist', 'apps/*/test-dist']
  : ['packages/{emulator,outbox}/test', 'apps/*/test']
const files = (folders: readonly string[]): string[] => folders.map((folder) => `${folder}/**/*.test.ts`)

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    projects: [
      // The many small files of the client packages share their modules: loading these takes longer than the tests.
      {
        extends: true,
        test: { name: 'clients', include: files(['packages/!(emulator|outbox)/test']), isolate: false },
      },
      { extends: true, test: { name: 'apart', include: files(apart) } },
    ],
    // Against hanging only: a busy machine may take long for anything.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // By default one core is left idle, which on two is half of the machine.
    maxWorkers: '100%',
  },
})
