import { assembleInProcess, type EmulatorOptions, emulatorOptionNames } from '../emulator.ts'
import { checkOptionNames } from '../option-names.ts'
import { type TestEmulator, withClientOptions } from './fresh-emulator.ts'

/**
 * A runner's function that has something done before or after each test.
 *
 * @example const hook: TestHook = beforeEach
 */
export type TestHook = (work: () => Promise<void>) => unknown

/**
 * What `useEmulator` takes: the runner's hooks, and how the emulator is to be.
 *
 * @example useEmulator({ beforeEach, afterEach, seed: 7 })
 */
export interface UseEmulatorOptions extends EmulatorOptions {
  /** The runner's. @default the global `beforeEach` */
  beforeEach?: TestHook | undefined
  /** The runner's. @default the global `afterEach` */
  afterEach?: TestHook | undefined
}

/**
 * Gives each test of a file, or of a `describe`, a world of its own, through the hooks of vitest, `node:test`,
 * Jest or another runner that has them.
 *
 * What it returns always stands for the emulator of the test that runs, so one client will do for all tests.
 * After a test its webhooks end, those under way too, and none reaches the next one. Files that run side by
 * side have emulators of their own.
 *
 * Tests of a file that run at the same time cannot share it, nor a test and its subtests: a test that begins
 * while another is running fails, and so does what calls `fetch` or `receive` before the first test. Use
 * `freshEmulator` there.
 *
 * @example
 * import { afterEach, beforeEach, expect, test } from 'vitest' // or from 'node:test'; Jest has them as globals
 *
 * const emulator = useEmulator({ beforeEach, afterEach })
 * const numbers = new Numbers(emulator.clientOptions)
 *
 * test('has no numbers at first', async () => {
 *   expect(await numbers.list().toArray()).toEqual([])
 * })
 * @throws {TypeError} there are no hooks, or what `createEmulator` throws
 * @throws {RangeError} what `createEmulator` throws
 */
export function useEmulator(options: UseEmulatorOptions = {}): TestEmulator {
  checkOptionNames('useEmulator', options, useEmulatorOptionNames)
  const beforeEach = hookOf('beforeEach', options)
  const afterEach = hookOf('afterEach', options)
  const { emulator, rest } = assembleInProcess(options)
  let started = false
  // Counted, as the runner has `afterEach` run too for a test that was turned away.
  let running = 0

  beforeEach(async () => {
    running += 1
    if (running > 1) throw new Error(sharing)
    started = true
    emulator.reset()
  })
  afterEach(async () => {
    // Where a hook before ours has failed, ours may not have run.
    running = Math.max(running - 1, 0)
    if (running === 0) await rest()
  })

  const checkStarted = (): void => {
    if (!started) throw new Error(tooEarly)
  }
  return withClientOptions({
    ...emulator,
    async fetch(input, init) {
      checkStarted()
      return emulator.fetch(input, init)
    },
    receive(message) {
      checkStarted()
      return emulator.receive(message)
    },
  })
}

/** The compiler checks that all options are here. */
const useEmulatorOptionNames: Readonly<Record<keyof UseEmulatorOptions, true>> = {
  ...emulatorOptionNames,
  beforeEach: true,
  afterEach: true,
}

const advice = 'Give it an emulator of its own with freshEmulator().'

const sharing =
  'useEmulator: this test began while another one, or the one that it is a part of, was still running, and the ' +
  `two would share one world. ${advice}`

const tooEarly =
  'useEmulator: the emulator was used before the first test, and each test begins with a world in which nothing ' +
  `of it is left. Set it up in beforeEach. A test of Jest's test.concurrent begins too early too. ${advice}`

function hookOf(name: 'beforeEach' | 'afterEach', options: UseEmulatorOptions): TestHook {
  const hook: unknown = options[name] ?? (globalThis as Record<string, unknown>)[name]
  if (typeof hook === 'function') return hook as TestHook
  throw new TypeError(
    `useEmulator: there is no ${name}. Pass the test runner's: useEmulator({ beforeEach, afterEach }).`,
  )
}
