import { request } from 'node:http'
import type { EmulatorServer } from '../src/index.ts'

export interface Got {
  status: number
  headers: Record<string, string | undefined>
  text: string
}

/** A request over a socket with a host of the test's choice, which `fetch` would not allow. */
export function get(
  { port }: Pick<EmulatorServer, 'port'>,
  headers: Record<string, string>,
  method = 'GET',
  path = '/',
): Promise<Got> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ port, host: '127.0.0.1', path, method, headers }, (incoming) => {
      let text = ''
      incoming.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
      })
      incoming.on('end', () => {
        const received = incoming.headers as Record<string, string | undefined>
        resolve({ status: incoming.statusCode ?? 0, headers: received, text })
      })
    })
    outgoing.on('error', reject)
    outgoing.end()
  })
}
