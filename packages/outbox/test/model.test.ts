import type { Emulator } from '@flowroute/emulator'
import { parseWebhook } from '@flowroute/webhooks'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Bench, eventsOf, openBench } from './support.ts'

/** Sequences: a few here, `OUTBOX_SEQUENCES=5000` for the figure in the README. */
const sequences = Number(process.env['OUTBOX_SEQUENCES'] ?? 6)

/** What happens to the answer of a send. */
type Loss = 'none' | 'before' | 'after'

type State = 'queued' | 'accepted' | 'delivered' | 'undelivered' | 'optedOut' | 'cancelled' | 'unresolved'

/** What an outbox is supposed to be: a list of messages, and whom they may go to. */
interface Model {
  states: Map<number, State>
  /** How often the emulator should have each message. */
  sent: Map<number, number>
  optedOut: Set<number>
  /** For the sends to come, in turn. */
  losses: Loss[]
}

interface Real {
  bench: Bench
  losses: Loss[]
}

type Command = fc.AsyncCommand<Model, Real>

const recipients = 3
const recipientOf = (message: number): number => message % recipients
const numberOf = (recipient: number): string => `1206555${1000 + recipient}`
const keyOf = (message: number): string => `k${message}`
const bodyOf = (message: number): string => `Message ${message}`

const command = (name: string, run: Command['run'], check: Command['check'] = () => true): Command => ({
  check,
  run,
  toString: () => name,
})

/** Adds messages; those that are there already change nothing. */
const add = (messages: number[]): Command =>
  command(`add ${messages}`, async ({ states }, { bench }) => {
    const before = states.size
    for (const message of messages) if (!states.has(message)) states.set(message, 'queued')
    const given = messages.map((message) => ({
      key: keyOf(message),
      to: numberOf(recipientOf(message)),
      body: bodyOf(message),
    }))
    expect((await bench.outbox.add(given)).added).toBe(states.size - before)
  })

/** Runs to the end: the losses meet the messages in the order in which they are sent. */
const run: Command = command('run', async (model, { bench, losses }) => {
  losses.splice(0, losses.length, ...model.losses)
  const queued = [...model.states].filter(([, state]) => state === 'queued').map(([message]) => message)
  const order: number[] = []
  for (const event of await eventsOf(bench.outbox.run())) {
    if (event.type === 'sending') order.push(Number(event.message.key.slice(1)))
  }
  const expected = queued.filter((message) => !model.optedOut.has(recipientOf(message)))
  expect([...order].sort((a, b) => a - b)).toEqual([...expected].sort((a, b) => a - b))
  for (const message of queued) if (!expected.includes(message)) model.states.set(message, 'optedOut')
  for (const message of order) {
    const loss = model.losses.shift() ?? 'none'
    model.states.set(message, loss === 'before' ? 'unresolved' : 'accepted')
    if (loss !== 'before') model.sent.set(message, (model.sent.get(message) ?? 0) + 1)
  }
})

const lose = (loss: Loss): Command => command(`lose ${loss}`, async ({ losses }) => void losses.push(loss))

/** The process dies in its sleep, and another one goes on. */
const restart: Command = command('restart', async (_, { bench }) => {
  bench.outbox = bench.another()
})

const wait = (hours: number): Command =>
  command(`wait ${hours} h`, async (_, { bench }) => bench.emulator.clock.advance(hours * 3_600_000))

const optOut = (recipient: number): Command =>
  command(`opt out ${recipient}`, async ({ optedOut }, { bench }) => {
    optedOut.add(recipient)
    await bench.outbox.optOut(numberOf(recipient))
  })

const optIn = (recipient: number): Command =>
  command(`opt in ${recipient}`, async ({ optedOut }, { bench }) => {
    optedOut.delete(recipient)
    await bench.outbox.optIn(numberOf(recipient))
  })

/** Changes a message by hand, where its state allows it; otherwise it is refused. */
const change = (name: 'cancel' | 'retry', message: number, from: readonly State[], to: State): Command =>
  command(`${name} ${message}`, async ({ states }, { bench }) => {
    const state = states.get(message)
    const changed = bench.outbox[name](keyOf(message))
    if (state === undefined || !from.includes(state))
      return expect(changed).rejects.toThrow(/Invalid input: key/)
    states.set(message, to)
    expect((await changed).state).toBe(to)
  })

const cancel = (message: number): Command => change('cancel', message, ['queued'], 'cancelled')
const retry = (message: number): Command =>
  change('retry', message, ['undelivered', 'cancelled', 'unresolved', 'optedOut'], 'queued')

const receive = (message: number, isDelivered: boolean): Command =>
  command(
    `receipt ${message} ${isDelivered}`,
    async ({ states }, { bench }) => {
      const record = await bench.outbox.get(keyOf(message))
      const state = states.get(message)
      const ends = state === 'accepted' || state === 'undelivered'
      if (ends) states.set(message, isDelivered ? 'delivered' : 'undelivered')
      await bench.outbox.receive(
        parseWebhook({
          data: {
            type: 'delivery_receipt',
            id: record?.messageId ?? 'mdr2-none',
            attributes: {
              status: isDelivered ? 'delivered' : 'message failed',
              status_code: isDelivered ? '1004' : '1104',
              status_code_description: 'As the carrier says',
              timestamp: '2026-01-15T18:00:05Z',
              level: 1,
            },
          },
        }),
      )
    },
    ({ states }) => states.has(message),
  )

/** Whatever has happened: the ledger says what the model says, and the emulator has each message so often. */
const compare: Command = command('compare', async ({ states, sent }, { bench }) => {
  const ledger = new Map<string, string>()
  for await (const { key, state } of bench.outbox.list()) ledger.set(key, state)
  expect(ledger).toEqual(new Map([...states].map(([message, state]) => [keyOf(message), state])))
  const found = new Map<string | null, number>()
  for (const { body } of await bench.sent()) found.set(body, (found.get(body) ?? 0) + 1)
  expect(found).toEqual(new Map([...sent].map(([message, count]) => [bodyOf(message), count])))
})

const messages = fc.integer({ min: 0, max: 8 })
const recipient = fc.integer({ min: 0, max: recipients - 1 })
const commands = fc.commands(
  [
    fc.array(messages, { minLength: 1, maxLength: 4 }).map((all) => add([...new Set(all)])),
    fc.constant(run),
    fc.constantFrom<Loss>('none', 'before', 'after').map(lose),
    fc.constant(restart),
    fc.integer({ min: 1, max: 48 }).map(wait),
    recipient.map(optOut),
    recipient.map(optIn),
    messages.map(cancel),
    messages.map(retry),
    fc.tuple(messages, fc.boolean()).map(([message, isDelivered]) => receive(message, isDelivered)),
    fc.constant(compare),
  ],
  { size: '+1' },
)

test(
  'any sequence of operations agrees with a simple model',
  async () => {
    await fc.assert(
      fc.asyncProperty(commands, async (sequence) => {
        const losses: Loss[] = []
        let emulator: Emulator | undefined
        const fetch = async (request: Request): Promise<Response> => {
          if (emulator === undefined) throw new Error('There is no emulator yet.')
          const isSend = request.method === 'POST' && request.url.endsWith('/messages')
          const loss = isSend ? (losses.shift() ?? 'none') : 'none'
          if (loss === 'before') throw new TypeError('the connection broke')
          const response = await emulator.fetch(request)
          if (loss === 'after') throw new TypeError('the connection broke')
          return response
        }
        await using bench = await openBench({ concurrency: 1 }, fetch)
        emulator = bench.emulator
        const model: Model = { states: new Map(), sent: new Map(), optedOut: new Set(), losses: [] }
        await fc.asyncModelRun(() => ({ model, real: { bench, losses } }), [...sequence, run, compare])
      }),
      { numRuns: sequences },
    )
  },
  60_000 + sequences * 4_000,
)
