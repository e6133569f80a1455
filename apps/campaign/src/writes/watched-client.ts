import { type Client, createClient } from '@flowroute/core'
import type { Emulator } from '@flowroute/emulator'
import { secretKey } from '../cell.ts'
import type { Plan } from './plan.ts'
import { baseUrl } from './world.ts'

/** What is seen of one run beside its end. */
export interface Seen {
  /** What came of each attempt, as the client saw it: the answer's status, or why there was none. */
  attempts: (number | 'refused' | 'lost')[]
  /** What the service was shown, and nobody else may see. */
  secrets: Set<string>
  logged: unknown[]
}

/** A client of that emulator for one run, whose number its requests carry. */
export function watchedClient(emulator: Emulator, plan: Plan, run: number, seen: Seen): Client {
  const { attempts, secrets, logged } = seen
  const log = (...given: unknown[]): void => void logged.push(given)
  return createClient({
    accessKey: emulator.accessKey,
    secretKey,
    baseUrl,
    retries: plan.retries,
    backoff: { base: 0 },
    headers: { 'x-run': String(run) },
    logger: { debug: log, warn: log },
    async fetch(request) {
      for (const secret of secretsOf(request.headers.get('authorization') ?? '')) secrets.add(secret)
      const place = attempts.push('lost') - 1
      if (place < plan.refused) {
        attempts[place] = 'refused'
        const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED', syscall: 'connect' })
        throw new TypeError('fetch failed', { cause })
      }
      const response = await emulator.fetch(request)
      attempts[place] = response.status
      return response
    },
  })
}

/** The parts of a header that nobody may see. */
function secretsOf(header: string): string[] {
  const token = header.replace(/^Basic /, '')
  const password = Buffer.from(token, 'base64')
    .toString()
    .replace(/^[^:]*:/, '')
  return [token, password].filter((secret) => secret !== '')
}
