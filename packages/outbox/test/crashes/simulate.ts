import { createEmulator } from '@flowroute/emulator'
import { type Clock, Outbox, type OutboxEvent, type OutboxOptions } from '@flowroute/outbox'
import { buyNumber, startTime } from '../support.ts'
import { Chance } from './chance.ts'
import { Killed, MortalProcess } from './process.ts'
import { type Trouble, TroubledService } from './service.ts'
import type { OpenStorage, Storage } from './storage.ts'

/** What a simulated campaign came to. */
export interface Outcome {
  kills: number
  messages: number
  /** Messages of which the service has more than the ledger has keys. */
  twice: number
  /** Messages that the ledger calls accepted, and the service does not have. */
  lost: number
  /** Messages that the ledger has in no final state. */
  unsettled: number
  /** Listed as unresolved, and in fact sent, or not. */
  unresolvedSent: number
  unresolvedNotSent: number
  accepted: number
}

/** A campaign to simulate. */
export interface Campaign {
  storage: OpenStorage
  seed: number
  messages: number
  kills: number
  processes: number
  trouble: Trouble
  /** Milliseconds by which the outbox's clock is ahead. */
  skew: number
  unresolved?: OutboxOptions['unresolved']
  /** An engine that waits by itself, so that time has to be the machine's. Default: `run` in simulated time. */
  openEngine?: () => Engine
}

/** Sends what is due, like `Outbox.run`. */
export interface Engine {
  run(outbox: Outbox, process: MortalProcess): AsyncIterable<OutboxEvent>
  /** For times that are not simulated. */
  options: Partial<OutboxOptions>
}

/** Milliseconds; longer than any delay of the simulated service, unless a campaign says otherwise. */
export const recordDelay = 600_000

/** Runs a campaign whose processes die again and again, and compares the ledger with the service. */
export async function simulate(campaign: Campaign): Promise<Outcome> {
  const { seed, messages, kills, processes, trouble, skew, unresolved = 'keep' } = campaign
  const engine = campaign.openEngine?.()
  const chance = new Chance(seed)
  const emulator = createEmulator(engine === undefined ? { startTime } : { runs: true })
  const from = await buyNumber(emulator)
  const service = new TroubledService(emulator, chance, trouble, skew)
  await using storage = await campaign.storage()
  const ticking = engine && setInterval(() => void service.arrive(), 20)
  const wanted = Array.from({ length: messages }, (_, index) => ({
    key: `k${index}`,
    to: `1206555${1000 + (index % 50)}`,
    // A sixth of them are twins of another: the same recipient, sender and text.
    body: `Reminder ${index % 6 === 5 ? index - 50 * Math.floor(index / 50) : index}`,
  }))
  const clock = (process: MortalProcess): Clock => ({
    now: () => service.now(),
    async sleep(milliseconds, signal) {
      await storage.idle()
      if (process.isDead) return new Promise<never>(() => {})
      if (!signal.aborted) await service.advance(Math.min(milliseconds, 600_000))
    },
  })

  let killed = 0
  /** One life of one process: until it is killed, or everything is done. */
  async function live(mayDie: boolean): Promise<void> {
    // Campaigns of some commits and of hundreds: both early and late deaths.
    const death = mayDie
      ? { commit: 1 + chance.below(40), side: chance.percent(50) ? ('before' as const) : ('after' as const) }
      : undefined
    const process = new MortalProcess(death)
    const died = new Promise<void>((resolve) => process.whenDead(resolve))
    const work = async (): Promise<void> => {
      const ledger = await storage.open(process, () => service.now())
      const outbox = new Outbox({
        client: {
          accessKey: emulator.accessKey,
          secretKey: emulator.secretKey,
          baseUrl: 'https://api.flowroute.test',
          fetch: process.fetch(service.fetch),
        },
        ledger,
        from,
        unresolved,
        stopAfterFailures: 1_000,
        concurrency: 3,
        ...(engine?.options ?? { clock: clock(process), recordDelay }),
      })
      await outbox.add(wanted)
      const events = engine?.run(outbox, process) ?? outbox.run()
      for await (const event of events) if (event.type === 'stopped') throw new Error(event.detail)
    }
    const working = work().catch((error: unknown) => {
      if (!process.isDead && !(error instanceof Killed)) throw error
    })
    await Promise.race([working, died])
    if (process.isDead) killed++
  }

  let left = kills
  await Promise.all(
    Array.from({ length: processes }, async () => {
      while (left > 0) {
        left--
        await live(true)
      }
      await live(false)
    }),
  ).finally(() => clearInterval(ticking))
  // What is still on its way arrives, and nothing comes of it.
  while (!service.isQuiet) await service.advance(60_000)
  return { kills: killed, messages, ...(await compare(storage, service, from, wanted)) }
}

async function compare(
  storage: Storage,
  service: TroubledService,
  from: string,
  wanted: readonly { key: string; to: string; body: string }[],
): Promise<Omit<Outcome, 'kills' | 'messages'>> {
  const ledger = await storage.look(() => service.now())
  const outbox = new Outbox({ client: { accessKey: 'a', secretKey: 'b' }, ledger, from })
  const sent = await service.sent()
  const result = { twice: 0, lost: 0, unsettled: 0, unresolvedSent: 0, unresolvedNotSent: 0, accepted: 0 }
  const byIdentity = new Map<string, { accepted: number; unresolved: number; all: number }>()
  for (const { key, to, body } of wanted) {
    const record = await outbox.get(key)
    const identity = `${to} ${body}`
    const counts = byIdentity.get(identity) ?? { accepted: 0, unresolved: 0, all: 0 }
    byIdentity.set(identity, counts)
    counts.all++
    if (record?.state === 'accepted') counts.accepted++
    else if (record?.state === 'unresolved') counts.unresolved++
    else result.unsettled++
  }
  for (const [identity, { accepted, unresolved, all }] of byIdentity) {
    const there = sent.get(identity) ?? 0
    result.accepted += accepted
    result.twice += Math.max(0, there - all)
    result.lost += Math.max(0, accepted - there)
    const unexplained = Math.max(0, there - accepted)
    result.unresolvedSent += Math.min(unexplained, unresolved)
    result.unresolvedNotSent += unresolved - Math.min(unexplained, unresolved)
  }
  return result
}
