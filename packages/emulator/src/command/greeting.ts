import { guidePath } from '../http/name.ts'
import type { EmulatorServer } from '../server.ts'

/** What is to be known in order to use the emulator. */
export function greeting(server: EmulatorServer, stateFile: string | undefined): string {
  const { url, accessKey, secretKey } = server
  const end =
    stateFile === undefined ? 'what it holds is in memory only' : `what it holds is saved in ${stateFile}`
  return `The Flowroute emulator listens on ${url}

  access key  ${accessKey}
  secret key  ${secretKey}
  inbox       ${url}/
  for agents  ${url}${guidePath}

Point a program of the SDK at it:
  export FR_BASE_URL=${quote(url)} FR_ACCESS_KEY=${quote(accessKey)} FR_SECRET_KEY=${quote(secretKey)}

Try it:
  ${curl(server)}

Stop it with Ctrl+C; ${end}.
`
}

/** The same for programs. */
export function greetingEvent(server: EmulatorServer): object {
  const { url, port, accessKey, secretKey } = server
  return { url, port, accessKey, secretKey, curl: curl(server) }
}

function curl({ url, accessKey, secretKey }: EmulatorServer): string {
  return `curl -u ${quote(`${accessKey}:${secretKey}`)} ${quote(`${url}/v2/numbers/available?state=WA&limit=3`)}`
}

/** As one word of a POSIX shell. */
function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}
