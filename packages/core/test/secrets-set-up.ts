import { inspect } from 'node:util'
import { type Client, type ClientOptions, createClient, isFlowrouteError } from '@flowroute/core'
import fc from 'fast-check'
import { expect } from 'vitest'
import { recordingLogger, rejection } from './set-up.ts'

export interface Account {
  accessKey: string
  secretKey: string
}

/** All that must not be seen: the secret, also the way JSON and `inspect` write it, and the header made from it. */
function hidden({ accessKey, secretKey }: Account): string[] {
  const token = Buffer.from(`${accessKey}:${secretKey}`, 'utf8').toString('base64')
  return [
    secretKey,
    token.slice(0, -3),
    JSON.stringify(secretKey).slice(1, -1),
    inspect(secretKey).slice(1, -1),
  ]
}

/** All that can be seen of a value, whichever way it is looked at. */
function views(value: unknown): string[] {
  const seen = new Set<unknown>()
  const texts: string[] = [inspect(value, { depth: 10, showHidden: true, getters: true }), String(value)]
  const walk = (part: unknown): void => {
    if (typeof part === 'string') texts.push(part)
    if ((typeof part !== 'object' && typeof part !== 'function') || part === null || seen.has(part)) return
    seen.add(part)
    for (const key of Reflect.ownKeys(part)) {
      texts.push(String(key))
      walk(Reflect.get(part, key))
    }
    if (part instanceof Headers) walk([...part])
    if (part instanceof Error) walk([part.name, part.message, part.stack, JSON.stringify(part)])
  }
  walk(value)
  return [...texts, JSON.stringify(value) ?? '']
}

export function expectHidden(value: unknown, account: Account): void {
  const all = views(value)
  for (const secret of hidden(account)) {
    expect(all.filter((view) => view.includes(secret))).toEqual([])
  }
}

const printable = fc.string({ unit: 'grapheme-ascii', minLength: 8, maxLength: 40 })
export const accounts: fc.Arbitrary<Account> = fc.record({
  accessKey: fc
    .string({ unit: 'grapheme-ascii', minLength: 1 })
    .filter((key) => key.trim() !== '' && !key.includes(':')),
  secretKey: fc
    .oneof(
      fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 32, maxLength: 32 }),
      printable,
      fc.string({ unit: 'binary', minLength: 8, maxLength: 40 }),
      fc.string({
        unit: fc.constantFrom('"', '\\', '<', '&', '\n', '$', "'", 'é', '/'),
        minLength: 8,
        maxLength: 12,
      }),
    )
    // fast-check likes names of JavaScript, such as `propertyIsEnumerable`. A word may stand in any stack; nobody can
    // tell it from the secret there.
    .filter((key) => key.trim().length >= 8 && !/^[a-z_$]+$/i.test(key)),
})

/** The errors, logs and warnings of a call that goes wrong for that account. */
export async function traces(
  account: Account,
  url: string,
  options: ClientOptions = {},
  use = (client: Client): PromiseLike<unknown> => client.request({ method: 'PUT', path: '/a', body: {} }),
): Promise<unknown[]> {
  const { lines, data, logger } = recordingLogger()
  const client = createClient({
    ...account,
    baseUrl: url,
    backoff: { base: 0 },
    retries: 1,
    logger,
    ...options,
  })
  const error = await rejection(use(client))
  expect(isFlowrouteError(error), String(error)).toBe(true)
  return [error, lines, data]
}
