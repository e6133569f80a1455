import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository: the folder of `pnpm-workspace.yaml`, above this file whether it is a source or built. */
export const rootFolder = above(dirname(fileURLToPath(import.meta.url)))

/** The site's pages, and what the build makes beside them. */
export const docsFolder = join(rootFolder, 'apps/docs')

/** Where VitePress puts the site. */
export const siteFolder = join(docsFolder, '.vitepress/dist')

export const repository = 'https://github.com/flowroute/flowroute-sdk-typescript'

function above(folder: string): string {
  return existsSync(join(folder, 'pnpm-workspace.yaml')) ? folder : above(dirname(folder))
}
