import { createEmulator, type Emulator, inboxPage } from '@flowroute/emulator/in-process'
import { emulatorUrl, programUrl, webhookSecret } from './addresses.ts'
import { fetchOver, type Handle } from './bridge.ts'

/** What the account has at first: the numbers of the guides. */
const world = {
  numbers: [
    { number: '12065550100', name: 'Front desk' },
    { number: '12065550199', name: 'Orders' },
  ],
  names: { '12065550123': 'A customer' },
}

/** The emulator of a page, with its inbox, and with the program that gets its webhooks. */
export class PageEmulator {
  readonly #emulator: Emulator
  #program: Handle | undefined
  /** The last change of the callbacks: they come one after the other. */
  #changes: Promise<void> = Promise.resolve()

  constructor() {
    this.#emulator = createEmulator({
      runs: true,
      world,
      deliver: async (request) => {
        if (new URL(request.url).origin === programUrl && this.#program !== undefined) {
          return this.#program(request)
        }
        throw new TypeError('No program of this page listens there.')
      },
    })
  }

  readonly fetch: Handle = (request) => this.#emulator.fetch(request)

  /** What a program needs to reach it. */
  get environment(): Record<string, string> {
    const { accessKey, secretKey } = this.#emulator
    return {
      FR_ACCESS_KEY: accessKey,
      FR_SECRET_KEY: secretKey,
      FR_BASE_URL: emulatorUrl,
      WEBHOOK_SECRET: webhookSecret,
    }
  }

  /**
   * Has the account's webhooks go to a program, at the other end of a port.
   *
   * @returns what ends that
   */
  async listen(port: MessagePort): Promise<() => Promise<void>> {
    const program = fetchOver(port)
    this.#program = program
    const url = `${programUrl}/flowroute/${webhookSecret}`
    await this.#change(() => this.#setCallbacks(url))
    return async () => {
      if (this.#program === program) this.#program = undefined
      await this.#change(async () => {
        // Another program may listen by now.
        if (this.#program === undefined) await this.#setCallbacks(null)
      })
    }
  }

  #change(step: () => Promise<void>): Promise<void> {
    this.#changes = this.#changes.then(step)
    return this.#changes
  }

  /** The inbox as a document, whose requests `script` is to lead to {@link answerInbox}. */
  inbox(script: string): Promise<string> {
    return inboxPage(this.#emulator, { url: emulatorUrl, script })
  }

  answerInbox(path: string, init: RequestInit): Promise<Response> {
    return this.#emulator.fetch(new URL(path, emulatorUrl), init)
  }

  /** One URL for all webhooks of the account; null removes it. */
  async #setCallbacks(url: string | null): Promise<void> {
    const { accessKey, secretKey } = this.#emulator
    const response = await this.answerInbox('/__emulator/callbacks', {
      method: 'PUT',
      headers: {
        authorization: `Basic ${btoa(`${accessKey}:${secretKey}`)}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ url }),
    })
    if (!response.ok) throw new Error(`The emulator refused the callbacks: ${await response.text()}`)
  }
}

let only: PageEmulator | undefined

/** The one emulator of this page, for as long as it is open. */
export function pageEmulator(): PageEmulator {
  only ??= new PageEmulator()
  return only
}
