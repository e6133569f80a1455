import { beforeAll, expect, test } from 'vitest'
import { check, type Outcome } from '../src/check.ts'
import { examplesOfDocstrings } from '../src/docstrings.ts'
import { placeOf } from '../src/example.ts'
import { examplesOfMarkdown } from '../src/markdown.ts'

const good = `
\`\`\`ts
import { Numbers } from '@flowroute/numbers'

const numbers = new Numbers()
const number = await numbers.get('12065550100')
\`\`\`

\`\`\`ts continues
import { Numbers } from '@flowroute/numbers'
import { NotFoundError } from '@flowroute/core'

const { number } = { number: await numbers.get('12065550199') }
if (!(numbers instanceof Numbers)) throw new TypeError(number.id)
if (new Error('no') instanceof NotFoundError) throw new Error('it is another one')
\`\`\`

\`\`\`ts continues norun="it fails"
await numbers.get(number.id)
process.exit(1)
\`\`\`

\`\`\`ts context=client
const { data } = await client.request({ path: '/v2/numbers' }).withResponse()
\`\`\`
`

const broken = `
\`\`\`ts
import { Numbers } from '@flowroute/numbers'

const numbers = new Numbers()
\`\`\`

\`\`\`ts continues
import { Numbers } from '@flowroute/numbers'
await numbers.buy('12065550100')
\`\`\`
`

const failing = `
\`\`\`ts
import { Numbers } from '@flowroute/numbers'

interface Nothing {
  readonly at: string
}
const numbers = new Numbers()
const number = await numbers.get('12065550100')
throw new Error(\`\${number.id} is not the one\`)
\`\`\`

\`\`\`js
const { createClient } = require('@flowroute/core')
createClient({ baseUrl: 'nowhere' })
\`\`\`
`

const receiving = `
\`\`\`ts
import { createServer } from 'node:http'
import { createWebhookHandler } from '@flowroute/webhooks'
import { toNodeHandler } from '@flowroute/webhooks/node'

const handler = createWebhookHandler({ secret: process.env['WEBHOOK_SECRET'], onMessage: ({ id }) => console.log(id) })
createServer(toNodeHandler(handler)).listen(8080)
\`\`\`

\`\`\`ts
import { createServer } from 'node:http'
import { createWebhookHandler } from '@flowroute/webhooks'
import { toNodeHandler } from '@flowroute/webhooks/node'

const handler = createWebhookHandler({ secret: 'another secret of ours', onMessage: ({ id }) => console.log(id) })
createServer(toNodeHandler(handler)).listen(8080)
\`\`\`

\`\`\`ts
import { useEmulator } from '@flowroute/emulator'
import { afterEach, beforeEach, expect, test } from 'vitest'

const emulator = useEmulator({ beforeEach, afterEach })
test('one that passes', () => expect(emulator.requests()).toEqual([]))
test('one that fails', () => expect(emulator.requests()).toEqual([1]))
\`\`\`
`

const docstrings = `
/** One. @example const number = await numbers.get('12065550100') */
export const zero = 0
/** Two. @example const { noSuchThing } = await numbers.get('12065550100') */
export const one = 1
`

let outcome: Outcome
const messageAt = (place: string): string | undefined =>
  outcome.findings.find(({ origin }) => placeOf(origin) === place)?.message

// Together: the compiler and the processes are started once.
beforeAll(async () => {
  const pages = { 'good.md': good, 'broken.md': broken, 'failing.md': failing, 'receiving.md': receiving }
  outcome = await check(
    [
      ...Object.entries(pages).flatMap(([file, text]) => examplesOfMarkdown(file, text).examples),
      ...examplesOfDocstrings('numbers.ts', docstrings, 'numbers'),
    ],
    { run: true },
  )
})

test('a mistake in the types is reported where it is in the documentation', () => {
  expect(messageAt('broken.md:10')).toContain("Property 'buy' does not exist on type 'Numbers'")
  expect(messageAt('numbers.ts:4')).toContain("Property 'noSuchThing' does not exist")
})

test('a program that fails is reported, with the place that failed', () => {
  expect(messageAt('failing.md:3')).toMatch(
    /^ended with 1\n(?:.|\n)*12065550100 is not the one\n +at <anonymous> \(failing\.md:10\)/,
  )
  expect(messageAt('failing.md:14')).toMatch(/ConfigurationError(?:.|\n)*failing\.md:15/)
})

test('a program that listens has to take a webhook', () => {
  expect(messageAt('receiving.md:12')).toContain('it refused a webhook')
})

test('tests are run by their runner', () => {
  // The runner writes to two streams, which come in either order.
  const message = messageAt('receiving.md:21')
  for (const part of ['one that fails', 'receiving.md:26', '1 passed']) expect(message).toContain(part)
})

test('nothing else is reported, and everything is counted', () => {
  // What does not type-check is run too: these are the same mistakes.
  expect(outcome.findings.map(({ origin }) => placeOf(origin)).sort()).toEqual([
    'broken.md:10',
    'broken.md:3',
    'failing.md:14',
    'failing.md:3',
    'numbers.ts:4',
    'receiving.md:12',
    'receiving.md:21',
  ])
  expect(outcome).toMatchObject({ typeChecked: 13, ran: 9, notRun: 1 })
})
