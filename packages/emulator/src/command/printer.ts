import type { Credentials } from '../http/auth.ts'
import type { OnEvent } from '../inbox/feed.ts'
import { createMask, dots } from '../inbox/mask.ts'
import type { WireCall } from '../inbox/wire.ts'
import type { EmulatorServer } from '../server.ts'
import { greeting, greetingEvent } from './greeting.ts'

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

/** Prints for people: the greeting, and a line for each call of the API. */
export function textPrinter(write: Write): Printer {
  return {
    started: (server, stateFile) => write(greeting(server, stateFile)),
    onEvent(name, describe) {
      const event = describe()
      if (name === 'request' && 'request' in event) write(`${line(event.request)}\n`)
    },
    stopped: () => write('Stopped.\n'),
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

function line({ method, path, status, milliseconds }: WireCall): string {
  return `${method} ${path} ${status ?? 'no answer'} ${milliseconds} ms`
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
