import type { Credentials } from '../http/auth.ts'
import type { OnEvent } from '../inbox/feed.ts'
import { createMask, dots } from '../inbox/mask.ts'
import type { WireDelivery, WireEvents } from '../inbox/wire.ts'
import type { EmulatorServer } from '../server.ts'
import { greeting, greetingEvent } from './greeting.ts'
import { arrivalLine, attemptLine, callLine } from './lines.ts'

/** How the command tells what happens. */
export interface Printer {
  /** It listens. */
  started(server: EmulatorServer, stateFile: string | undefined): void
  onEvent: OnEvent | undefined
  stopped(): void
}

type Write = (text: string) => void

/** Prints nothing. */
export const quietPrinter: Printer = { started() {}, onEvent: undefined, stopped() {} }

/** Prints for people: the greeting, and a line for each call of the API, inbound message and attempt at a webhook. */
export function textPrinter(write: Write): Printer {
  let mask = (text: string): string => text
  const attempts = new AttemptCount()
  return {
    started(server, stateFile) {
      mask = createTextMask(server)
      write(greeting(server, stateFile))
    },
    onEvent(name, describe) {
      if (!shown.has(name)) return
      const line = lineOf(describe(), attempts)
      if (line !== undefined) write(`${mask(line)}\n`)
    },
    stopped: () => write('Stopped.\n'),
  }
}

const shown: ReadonlySet<keyof WireEvents> = new Set(['request', 'message', 'delivery'])

function lineOf(event: WireEvents[keyof WireEvents], attempts: AttemptCount): string | undefined {
  if ('request' in event) return callLine(event.request)
  if ('delivery' in event) return attempts.isNew(event.delivery) ? attemptLine(event.delivery) : undefined
  if (!('message' in event) || event.message.direction === 'outbound') return undefined
  return arrivalLine(event.message)
}

/** How many attempts at each of the latest webhooks were printed: there is news of a webhook without an attempt too. */
class AttemptCount {
  readonly #printed = new Map<string, number>()

  isNew({ id, attempts }: WireDelivery): boolean {
    if (attempts.length === (this.#printed.get(id) ?? 0)) return false
    this.#printed.delete(id)
    this.#printed.set(id, attempts.length)
    const [oldest] = this.#printed.keys()
    // Twice as many as the emulator remembers itself.
    if (this.#printed.size > 2_000 && oldest !== undefined) this.#printed.delete(oldest)
    return true
  }
}

/** Prints for programs: a line of JSON for each call of the API and each thing that happens. */
export function jsonPrinter(write: Write): Printer {
  // Known once it listens. What happens before, such as that the state was loaded, is not news.
  let mask: ((text: string) => string) | undefined
  const print = (event: string, members: object, show: (text: string) => string): void => {
    const all = { time: new Date().toISOString(), event, ...members }
    write(`${JSON.stringify(all, (_name, value) => (typeof value === 'string' ? show(value) : value))}\n`)
  }
  return {
    started(server) {
      print('started', greetingEvent(server), (text) => text)
      mask = createTextMask(server)
    },
    onEvent(name, describe) {
      if (mask !== undefined) print(name, describe(), mask)
    },
    stopped: () => print('stopped', {}, (text) => text),
  }
}

/** Hides the secret key, and the passwords that are in the URLs of webhooks. */
function createTextMask(credentials: Credentials): (text: string) => string {
  const maskKey = createMask(credentials)
  return (text) =>
    maskKey(text).replace(
      /(https?:\/\/)([^\s/"@\\]+)@/gi,
      (_whole, scheme, user) => `${scheme}${dots(user)}@`,
    )
}
