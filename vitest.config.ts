import { defineConfig } from 'vitest/config'

/** Tests read the packages' sources; `pnpm test:dist` runs the same tests, and a few more, on their builds. */
const onBuild = process.env['FLOWROUTE_TEST'] === 'dist'

const conditions = [...(onBuild ? [] : ['flowroute-source']), 'module', 'node', 'import', 'default']
const folders = onBuild ? ['test', 'test-dist'] : ['test']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: folders.flatMap((folder) => [
      `packages/*/${folder}/**/*.test.ts`,
      `apps/*/${folder}/**/*.test.ts`,
    ]),
    testTimeout: 30_000,
  },
})
