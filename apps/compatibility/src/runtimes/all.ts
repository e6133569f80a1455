import { bundle } from './bundle.ts'
import { chromium } from './chromium.ts'
import { jest } from './jest.ts'
import type { Runtime } from './runtime.ts'
import { serverRuntimes } from './server.ts'
import { types } from './typescript.ts'
import { workerd } from './workerd.ts'

/** All runtimes, in the order of the table. */
export const allRuntimes: readonly Runtime[] = [...serverRuntimes, jest, workerd, chromium, types, bundle]
