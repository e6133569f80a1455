import { assembleInProcess, type Emulator, type EmulatorOptions, emulatorOptionNames } from '../emulator.ts'
import { checkOptionNames } from '../option-names.ts'

/**
 * What a client of the SDK needs to talk to an emulator in this process.
 *
 * @example const client = createClient(emulator.clientOptions)
 */
export interface EmulatorClientOptions {
  readonly fetch: Emulator['fetch']
  readonly accessKey: string
  readonly secretKey: string
  /** Leads nowhere: without it the client would heed the variable FR_BASE_URL, which may have a path. */
  readonly baseUrl: string
}

/**
 * An emulator with the options of a client for it.
 *
 * @example const emulator: TestEmulator = useEmulator()
 */
export interface TestEmulator extends Emulator {
  readonly clientOptions: EmulatorClientOptions
}

/**
 * An emulator of one test.
 *
 * @example await using emulator: FreshEmulator = freshEmulator()
 */
export interface FreshEmulator extends TestEmulator, AsyncDisposable {
  /** Ends its webhooks, those under way too. */
  close(): Promise<void>
}

/**
 * Makes an emulator of its own for one test, so that tests may run at the same time; `await using` closes it.
 *
 * @param options as for `createEmulator`
 * @example
 * test.concurrent('buys a number', async () => {
 *   await using emulator = freshEmulator()
 *   const numbers = new Numbers(emulator.clientOptions)
 *   await numbers.purchase('12062140284') // the default seed has it for sale
 * })
 * @throws {TypeError} an option is unknown, a key is empty, or the access key has a colon in it
 * @throws {RangeError} the seed is not an integer of 32 bits, or the start time is no date
 */
export function freshEmulator(options: EmulatorOptions = {}): FreshEmulator {
  checkOptionNames('freshEmulator', options, emulatorOptionNames)
  const { emulator, stop } = assembleInProcess(options)
  return { ...withClientOptions(emulator), close: stop, [Symbol.asyncDispose]: stop }
}

/** Adds the options of a client that calls this very object's `fetch`. */
export function withClientOptions(emulator: Emulator): TestEmulator {
  const { fetch, accessKey, secretKey } = emulator
  return { ...emulator, clientOptions: { fetch, accessKey, secretKey, baseUrl: 'https://emulator.invalid' } }
}
