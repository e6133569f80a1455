import { createEmulator, type Emulator } from '@flowroute/emulator'
import { type Clock, type Ledger, Outbox, type OutboxEvent, type OutboxOptions } from '@flowroute/outbox'
import { type OpenLedger, openSqlite } from './ledgers.ts'

export const startTime = new Date('2026-01-15T18:00:00Z')

/** An emulator, a number on its account, and an outbox over it, all on one clock that only moves when they wait. */
export interface Bench extends AsyncDisposable {
  emulator: Emulator
  from: string
  ledger: Ledger
  outbox: Outbox
  clock: Clock
  /** A second outbox on the same ledger, with other options. */
  another(options?: Partial<OutboxOptions>): Outbox
  /** Messages that the emulator has. */
  sent(): Promise<{ to: string; from: string; body: string | null; at: number }[]>
}

type Fetch = (request: Request) => Promise<Response>

export async function openBench(
  options: Partial<OutboxOptions> = {},
  fetch?: Fetch,
  openLedger: OpenLedger = openSqlite,
): Promise<Bench> {
  const emulator = createEmulator({ startTime })
  const clock = clockOf(emulator)
  const client = {
    accessKey: emulator.accessKey,
    secretKey: emulator.secretKey,
    baseUrl: 'https://api.flowroute.test',
    fetch: withDate(fetch ?? emulator.fetch, clock),
  }
  const opened = await openLedger(clock.now)
  const { ledger } = opened
  const from = await buyNumber(emulator)
  const another = (changed: Partial<OutboxOptions> = {}): Outbox =>
    new Outbox({ client, ledger, from, clock, ...options, ...changed })
  return {
    emulator,
    from,
    ledger,
    clock,
    outbox: another(),
    another,
    sent: () => sentBy(emulator),
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  }
}

/** Answers as over HTTP, with the time of the service. */
export function withDate(fetch: Fetch, clock: Clock): Fetch {
  return async (request) => {
    const { status, headers, body } = await fetch(request)
    const dated = new Headers(headers)
    dated.set('date', new Date(clock.now()).toUTCString())
    return new Response(status === 204 ? null : body, { status, headers: dated })
  }
}

/** A clock that is the emulator's, and moves it forward instead of waiting. */
function clockOf(emulator: Emulator): Clock {
  return {
    now: () => emulator.clock.now().getTime(),
    async sleep(milliseconds, signal) {
      // What is on its way gets its turn first.
      await new Promise((resolve) => setImmediate(resolve))
      if (!signal.aborted) emulator.clock.advance(Math.max(1, Math.ceil(milliseconds)))
    },
  }
}

async function call(emulator: Emulator, path: string, method = 'GET'): Promise<unknown> {
  const { accessKey, secretKey } = emulator
  const authorization = `Basic ${btoa(`${accessKey}:${secretKey}`)}`
  const request = new Request(`https://api.flowroute.test${path}`, { method, headers: { authorization } })
  return (await emulator.fetch(request)).json()
}

export async function buyNumber(emulator: Emulator, startsWith = '1206'): Promise<string> {
  const { data } = (await call(emulator, `/v2/numbers/available?starts_with=${startsWith}&limit=1`)) as {
    data: { id: string }[]
  }
  const id = data[0]?.id ?? ''
  await call(emulator, `/v2/numbers/${id}`, 'POST')
  return id
}

async function sentBy(
  emulator: Emulator,
): Promise<{ to: string; from: string; body: string | null; at: number }[]> {
  const all: { to: string; from: string; body: string | null; at: number }[] = []
  for (let offset = 0; ; offset += 200) {
    const { data } = (await call(
      emulator,
      `/v2.1/messages?start_date=2025-01-01&limit=200&offset=${offset}`,
    )) as { data: { attributes: Record<string, string> }[] }
    for (const { attributes } of data) {
      if (attributes['direction'] !== 'outbound') continue
      all.push({
        to: attributes['to'] ?? '',
        from: attributes['from'] ?? '',
        body: attributes['body'] ?? null,
        at: Date.parse(attributes['timestamp'] ?? ''),
      })
    }
    if (data.length < 200) return all
  }
}

/** All events of a run. */
export async function eventsOf(run: AsyncIterable<OutboxEvent>): Promise<OutboxEvent[]> {
  const events: OutboxEvent[] = []
  for await (const event of run) events.push(event)
  return events
}
