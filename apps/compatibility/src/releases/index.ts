/** Versions of the packages, and publishing them. */
export { checkChangesets } from './changesets.ts'
export { release } from './release.ts'
