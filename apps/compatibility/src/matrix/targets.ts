import { bun, chromium, deno, node20, node22, node24, node26, workerd } from '../runtimes/index.ts'
import { bundle } from './bundle-target.ts'
import { jest } from './jest-target.ts'
import { commandLineTarget, pageTarget, workerTarget } from './runtime-targets.ts'
import type { Target } from './target.ts'
import { types } from './typescript-target.ts'

const both = ['process.mjs', 'process.cjs']

/** Everything that packages are tried in, in the order of the table. */
export const targets: readonly Target[] = [
  ...[node20, node22, node24, node26].map((runtime) => commandLineTarget(runtime, both)),
  ...[bun, deno].map((runtime) => commandLineTarget(runtime, ['process.mjs'])),
  jest,
  workerTarget(workerd),
  pageTarget(chromium),
  ...types,
  bundle,
]
