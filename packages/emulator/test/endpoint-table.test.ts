import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { allEndpoints } from '../src/endpoints/all.ts'
import { guideTexts } from '../src/endpoints/control/guide-texts.ts'
import type { Endpoint } from '../src/http/endpoint.ts'
import { guidePath, isOwnPath } from '../src/http/name.ts'
import { Inbox } from '../src/inbox/inbox.ts'
import { createEmulator } from '../src/index.ts'
import { inventoryOf } from '../src/inventory/shared.ts'
import { callbackKinds } from '../src/saved/callbacks.ts'
import { isStoragePath } from '../src/storage/signed-urls.ts'
import { Deliveries } from '../src/webhooks/deliveries.ts'
import { createStillClock } from '../src/world/clock.ts'
import { messagesVersions } from '../src/world/rate-limits.ts'
import { createWorld } from '../src/world/world.ts'

/** All endpoints of the emulator. */
function everyEndpoint(): Endpoint[] {
  const clock = createStillClock(new Date(0))
  const world = createWorld(1, clock, inventoryOf(1), {})
  const deliveries = new Deliveries(world.agenda, world.random.stream('deliveries'), fetch)
  const inbox = new Inbox({ accessKey: 'a', secretKey: 'b' }, false)
  const state = { reset() {}, snapshot: () => ({}) as never, restore() {} }
  return allEndpoints(world, inbox.parts(deliveries), state)
}

const nameOf = ({ method, path }: Endpoint): string => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`

/** The endpoints of the emulator, without those of its own. */
function routed(): string[] {
  return everyEndpoint()
    .filter(({ path }) => !isOwnPath(path) && !isStoragePath(path))
    .map(({ method, path }) => `${method} ${path.replaceAll(/:\w+/g, '{id}')}`)
}

/** The endpoints of the table that the emulator has, or has not, according to its third column. */
function tabled(emulator: 'yes' | 'no'): string[] {
  const table = readFileSync(new URL('../../../docs/endpoints.md', import.meta.url), 'utf8')
  return [...table.matchAll(/^\| `(\w+ [^`?]+)[^`]*` \| [^|]* \| (\w+) \|/gm)]
    .filter(([, , has]) => has === emulator)
    .flatMap(([, endpoint = '']) =>
      endpoint.includes('{v2.1,v2.2}')
        ? messagesVersions.map((version) => endpoint.replace('{v2.1,v2.2}', version))
        : [endpoint],
    )
    .flatMap((endpoint) =>
      endpoint.includes('{callback}')
        ? callbackKinds.map((kind) => endpoint.replace('{callback}', kind))
        : [endpoint],
    )
}

const sorted = (endpoints: readonly string[]): string[] => [...new Set(endpoints)].toSorted()

test('the table of endpoints has all of the emulator, and no other as its own', () => {
  expect(sorted(tabled('yes'))).toEqual(sorted(routed()))
})

test('the table of endpoints says of none that it is missing while it is there', () => {
  const missing = tabled('no')
  expect(missing.length).toBeGreaterThan(0)
  const there = new Set(routed())
  expect(missing.filter((endpoint) => there.has(endpoint))).toEqual([])
})

test('the text for programs and agents has every endpoint of the control API, with what it does, and needs no credentials', async () => {
  const response = await createEmulator().fetch(`https://api.flowroute.com${guidePath}`)
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8'])
  const text = await response.text()
  const own = everyEndpoint()
    .filter(({ path }) => isOwnPath(path))
    .map(nameOf)
  expect(own).toContain('POST /__emulator/messages')
  for (const name of own) expect(text).toContain(`\n- ${name}: ${guideTexts[name]}\n`)
  expect(Object.keys(guideTexts).toSorted()).toEqual(own.toSorted())
})
