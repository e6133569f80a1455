import { type Client, createClient, type Transport } from '@flowroute/core'
import type { EmulatorServer } from '@flowroute/emulator'
import { secretKey } from '../credentials.ts'
import type { Plan } from './plan.ts'

/** Observed during one run, besides its result. */
export interface Observed {
  /** The result of each attempt of the write: the status of the response, or why there was none. */
  attempts: (number | 'refused' | 'lost')[]
  /** Texts that only the service may see. */
  secrets: Set<string>
  logged: unknown[]
}

/** Refuses connections: no service uses port 5, and `fetch` does not block it. */
const refusingOrigin = 'http://127.0.0.1:5'

/** A client for one run. Each request carries the run's number. */
export function observedClient(
  emulator: EmulatorServer,
  plan: Plan,
  run: number,
  seen: Observed,
  transport: Transport,
): Client {
  const { attempts, secrets, logged } = seen
  const log = (...given: unknown[]): void => void logged.push(given)
  return createClient({
    accessKey: emulator.accessKey,
    secretKey,
    baseUrl: emulator.url,
    retries: plan.retries,
    backoff: { base: 0 },
    headers: { 'x-run': String(run) },
    logger: { debug: log, warn: log },
    async transport(request) {
      for (const secret of secretsOf(request.headers['authorization'] ?? '')) secrets.add(secret)
      // Some read what was made, which may be done again.
      if (request.method === 'GET') return transport(request)
      const place = attempts.push('lost') - 1
      if (place < plan.refused) {
        attempts[place] = 'refused'
        return transport({ ...request, url: request.url.replace(emulator.url, refusingOrigin) })
      }
      const response = await transport(request)
      attempts[place] = response.status
      return response
    },
  })
}

/** The secret parts of a header. */
function secretsOf(header: string): string[] {
  const token = header.replace(/^Basic /, '')
  const password = Buffer.from(token, 'base64')
    .toString()
    .replace(/^[^:]*:/, '')
  return [token, password].filter((secret) => secret !== '')
}
