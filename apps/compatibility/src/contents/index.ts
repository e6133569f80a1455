/** What would be published: the tarballs, the public surface, and what nothing uses. */
export { checkApi } from './api.ts'
export { checkPackages } from './check-packages.ts'
export { checkUnused } from './unused.ts'
