import { ConfigurationError, createClient, InvalidInputError } from '@flowroute/core'
import { createEmulator } from '@flowroute/emulator'
import { startServer } from '@flowroute/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Numbers, type UpdateOptions } from '../src/index.ts'
import {
  accessKey,
  type Call,
  expectRefused,
  failureOf,
  id,
  numberDocument,
  numbersAt,
  secretKey,
  wrong,
} from './support.ts'

describe.each<{ rule: string; field: string; call: Call }>([
  {
    rule: 'update with nothing to change',
    field: 'changes',
    call: (numbers) => numbers.update(id, {}),
  },
  {
    rule: 'update with nothing but undefined',
    field: 'changes',
    call: (numbers) => numbers.update(id, { alias: undefined }),
  },
  {
    rule: 'update with messagingEmail alone',
    field: 'messagingEnabled',
    call: (numbers) => numbers.update(id, { messagingEmail: false }),
  },
  {
    rule: 'update with messagingCallbackUrl alone',
    field: 'messagingEnabled',
    call: (numbers) => numbers.update(id, { messagingCallbackUrl: 'https://example.com' }),
  },
  ...[null, 'front desk', 1, true].flatMap((given) => [
    {
      rule: `update with ${JSON.stringify(given)} for its changes`,
      field: 'changes',
      call: (numbers: Numbers) => numbers.update(id, wrong(given)),
    },
    {
      rule: `purchase with ${JSON.stringify(given)} for its options`,
      field: 'input',
      call: (numbers: Numbers) => numbers.purchase(id, wrong(given)),
    },
    {
      rule: `search with ${JSON.stringify(given)} for its filters`,
      field: 'input',
      call: (numbers: Numbers) => numbers.search(wrong(given)),
    },
    {
      rule: `list with ${JSON.stringify(given)} for its filters`,
      field: 'input',
      call: (numbers: Numbers) => numbers.list(wrong(given)),
    },
    {
      rule: `listAreaCodes with ${JSON.stringify(given)} for its filters`,
      field: 'input',
      call: (numbers: Numbers) => numbers.listAreaCodes(wrong(given)),
    },
    {
      rule: `listExchanges with ${JSON.stringify(given)} for its filters`,
      field: 'input',
      call: (numbers: Numbers) => numbers.listExchanges(wrong(given)),
    },
  ]),
  ...[[], null, undefined, id, new Set([id]), { 0: id, length: 1 }].map((given) => ({
    rule: `getMany of ${JSON.stringify(given)}`,
    field: 'numberIds',
    call: (numbers: Numbers) => numbers.getMany(wrong(given)),
  })),
  {
    rule: 'getMany of an array with a hole',
    field: 'numberIds.0',
    call: (numbers) => numbers.getMany(new Array<string>(2).fill(id, 1)),
  },
])('$rule', ({ field, call }) => {
  it('is refused before anything is sent', () => expectRefused(call, field))
})

it('names everything that is wrong at once', async () => {
  await using server = await startServer([{ status: 204 }])
  const search = numbersAt(server).search({ startsWith: 'x', state: 'Washington', orderBy: '' })
  const error = await failureOf(search)
  expect(error).toMatchObject({
    issues: [{ field: 'startsWith' }, { field: 'state' }, { field: 'orderBy' }],
  })
})

it.each<{ use: string; call: Call }>([
  { use: 'awaited', call: (numbers) => numbers.search({ state: '?' }) },
  { use: 'taken from', call: (numbers) => numbers.search({ state: '?' }).take(1) },
  { use: 'made an array', call: (numbers) => numbers.search({ state: '?' }).toArray() },
  { use: 'iterated', call: (numbers) => numbers.search({ state: '?' })[Symbol.asyncIterator]().next() },
  { use: 'iterated by page', call: (numbers) => numbers.search({ state: '?' }).pages().next() },
])('a list with a wrong filter is refused when $use', ({ call }) => expectRefused(call, 'state'))

it('accepts what is just within the limits', async () => {
  await using server = await startServer(({ method }) =>
    method === 'GET' ? { body: { data: [] } } : { body: numberDocument() },
  )
  const numbers = numbersAt(server)
  const digits = '123456789012345'
  await numbers.update(id, { alias: 'a'.repeat(64) })
  await numbers.list({ alias: 'a'.repeat(64), startsWith: `+${digits}`, contains: digits, endsWith: digits })
  await numbers.listExchanges({ maxSetupCost: 0, pageSize: 200 })
  await numbers.search({ pageSize: 1, offset: 0, prefetch: 0 })
  expect(server.requests).toHaveLength(4)
})

function deepFreeze<T extends object>(value: T): T {
  for (const member of Object.values(value)) if (typeof member === 'object' && member) deepFreeze(member)
  return Object.freeze(value)
}

it('accepts frozen arguments, and leaves those that are not as they are', async () => {
  await using server = await startServer(({ path }) =>
    path.includes('relationships')
      ? { status: 204 }
      : { body: /available|details|numbers$/.test(path) ? { data: [] } : numberDocument() },
  )
  const numbers = numbersAt(server)
  const given = {
    codes: { maxSetupCost: 1, pageSize: 10 },
    exchanges: { areaCode: '206', pageSize: 10 },
    search: { startsWith: '206', state: 'WA', pageSize: 10, prefetch: 1 },
    list: { alias: 'front desk', offset: 1 },
    purchase: { messagingEnabled: true },
    update: { alias: 'front desk', messagingEnabled: true, messagingEmail: true } satisfies UpdateOptions,
    many: ['(206) 555-0100', '+12065550101'],
    request: { headers: { 'x-trace': 'a-1' }, retries: 1, timeout: 10_000 },
  }
  const useAll = async (): Promise<unknown[]> => {
    await numbers.listAreaCodes(given.codes, given.request).toArray()
    await numbers.listExchanges(given.exchanges, given.request).toArray()
    await numbers.search(given.search, given.request).toArray()
    await numbers.list(given.list, given.request)
    await numbers.purchase(id, given.purchase, given.request)
    await numbers.get(id, given.request)
    await numbers.getMany(given.many, given.request)
    await numbers.update(id, given.update, given.request)
    await numbers.setCallback(id, 'sms_callback', 'https://example.com', given.request)
    return server.requests.splice(0)
  }
  const before = structuredClone(given)
  const sent = await useAll()
  expect(given).toStrictEqual(before)
  deepFreeze(given)
  expect(await useAll()).toStrictEqual(sent)
  for (const request of sent) expect(request).toHaveProperty('headers.x-trace', 'a-1')
})

it('makes of any text either one number in one path segment or no request', async () => {
  const emulator = createEmulator()
  const paths: string[] = []
  const fetch = (request: Request): Promise<Response> => {
    paths.push(new URL(request.url).pathname)
    return emulator.fetch(request)
  }
  const numbers = new Numbers(createClient({ accessKey, secretKey, fetch }))
  const written = fc.oneof(fc.string(), fc.stringMatching(/^[+(]{0,2}[\d ().\-/%a]{0,18}$/))
  await fc.assert(
    fc.asyncProperty(written, async (text) => {
      paths.length = 0
      const error = await failureOf(numbers.get(text))
      if (error instanceof InvalidInputError) expect(paths).toStrictEqual([])
      else expect(paths).toStrictEqual([expect.stringMatching(/^\/v2\/numbers\/[1-9]\d{7,14}$/)])
    }),
    { numRuns: 500 },
  )
})

it.each([null, 'client', 42])('does not take %j for a client', (given) => {
  expect(() => new Numbers(wrong(given))).toThrow(ConfigurationError)
})
