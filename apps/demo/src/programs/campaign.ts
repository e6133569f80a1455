import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { EmulatorServer } from '@flowroute/emulator'
import { Numbers } from '@flowroute/numbers'
import { Outbox, type OutboxEvent, type OutboxMessage, type OutboxPlan } from '@flowroute/outbox'
import { openLedger } from '../campaign/ledger.ts'
import { messagesTo } from '../campaign/recipients.ts'
import { type Sender, startSender } from '../campaign/start-sender.ts'
import type { Program } from '../program.ts'
import type { Progress, Report } from '../report.ts'
import { buyFrom } from './buy.ts'

/** It takes seven minutes to text them, at five a second. */
const customers = 2_000

/** Among other programs. */
const fewCustomers = 400

/** Texts customers, from a process that is killed half-way and one that goes on: each gets exactly one message. */
export const campaign: Program = {
  name: 'campaign',
  title: 'A campaign',
  async run(world, report) {
    const { client, emulator } = world
    if (emulator === undefined) {
      report.skip(`Text ${customers} customers`, 'they cost money, and these numbers belong to nobody')
      return 'Only the emulator is texted so often.'
    }
    // 5 messages a second, and the sixth is refused.
    emulator.rateLimits.enabled = true
    const from = await buyFrom('WA', new Numbers(client), report)
    const folder = await mkdtemp(join(tmpdir(), 'flowroute-campaign-'))
    const path = join(folder, 'outbox.db')
    const ledger = await openLedger(path, () => emulator.clock.now().getTime())
    try {
      const outbox = new Outbox({ client, ledger, from })
      const messages = [...messagesTo(world.isTour ? fewCustomers : customers)]
      await planAndAdd(outbox, messages, emulator, report)
      const total = messages.length
      await sendUntilKilled(outbox, startSender(path, from, emulator), emulator, total, report)
      await sendTheRest(outbox, startSender(path, from, emulator), total, report)
      return await countMessages(outbox, emulator, report)
    } finally {
      await ledger.close()
      await rm(folder, { recursive: true })
    }
  },
}

async function planAndAdd(
  outbox: Outbox,
  messages: readonly OutboxMessage[],
  emulator: EmulatorServer,
  report: Report,
): Promise<void> {
  await report.step(
    'See what it will be, before anything is stored or sent',
    () => outbox.plan(messages),
    (planned) => [describePlan(planned, emulator.clock.now())],
  )
  await report.step(
    'Put the messages into the ledger, a file of SQLite',
    () => outbox.add(messages),
    ({ added, known }) => [{ added, known }],
  )
  await report.step(
    'Once more: a key that is there already changes nothing',
    () => outbox.add(messages),
    ({ added, known }) => [{ added, known }],
  )
}

/** Half-way the answer to a message is lost, and the process is killed before it can do anything about it. */
async function sendUntilKilled(
  outbox: Outbox,
  sender: Sender,
  emulator: EmulatorServer,
  total: number,
  report: Report,
): Promise<void> {
  await report.follow(
    `Send them from process ${sender.pid}, which is killed half-way`,
    total,
    async (progress) => {
      let killed: Promise<void> | undefined
      for await (const event of sender.events()) {
        tell(event, progress)
        if (event.type === 'progress' && event.done >= total / 2) killed ??= killMidway(sender, emulator)
      }
      await killed
      if (killed === undefined) throw new Error('The process ended before it was killed')
      return outbox.stats()
    },
    ({ accepted, sending, queued }) => [{ accepted, 'sending, its answer lost': sending, queued }],
  )
}

/** Kills the process with SIGKILL between a request that Flowroute has taken and its answer. */
async function killMidway(sender: Sender, emulator: EmulatorServer): Promise<void> {
  // On a busy machine messages can come too fast, and what is lost with the answer must not be a refusal.
  emulator.rateLimits.enabled = false
  emulator.faults.add({ method: 'POST', path: '/v2.1/messages', times: 1, fault: { kind: 'stall' } })
  const isLost = (): boolean => emulator.requests().some(({ error }) => error !== undefined)
  while (sender.isRunning() && !isLost()) await pause(5)
  sender.kill()
  emulator.rateLimits.enabled = true
}

async function sendTheRest(outbox: Outbox, sender: Sender, total: number, report: Report): Promise<void> {
  await report.follow(
    `Go on from process ${sender.pid}, which finds out about the lost one, and sends the rest`,
    total,
    async (progress) => {
      const lost = new Set<string>()
      let found = 0
      for await (const event of sender.events()) {
        tell(event, progress)
        if (event.type === 'unknown') lost.add(event.message.key)
        if (event.type === 'accepted' && lost.has(event.message.key)) found++
      }
      return { lost: lost.size, found, stats: await outbox.stats() }
    },
    ({ lost, found, stats: { accepted, queued } }) => [
      { accepted, queued, 'answers lost': lost, 'found in the records': found },
    ],
  )
}

/** Compares what every customer got with what they should have got. */
async function countMessages(outbox: Outbox, emulator: EmulatorServer, report: Report): Promise<string> {
  const counts = await report.step(
    'Count what the customers have got, at the emulator',
    async () => {
      const received = new Map<string, number>()
      for (const { to } of emulator.snapshot().messages.records) received.set(to, (received.get(to) ?? 0) + 1)
      const counts = { customers: 0, once: 0, never: 0, 'more than once': 0 }
      for await (const { to } of outbox.list()) {
        const times = received.get(to) ?? 0
        counts.customers++
        counts[times === 1 ? 'once' : times === 0 ? 'never' : 'more than once']++
      }
      return { ...counts, messages: emulator.snapshot().messages.records.length }
    },
    (counted) => [counted],
  )
  const { customers, once, messages } = counts
  if (once !== customers || messages !== customers) {
    throw new Error(`Of ${customers} customers ${once} got one message, and ${messages} were sent in all`)
  }
  return `${customers} customers got exactly one message each, although their sender was killed half-way.`
}

function tell(event: OutboxEvent, progress: Progress): void {
  if (event.type === 'progress')
    progress(event.done, `${event.rate.toFixed(1)} a second, $${event.cost.toFixed(2)} so far`)
  if (event.type === 'stopped') throw new Error(`Sending stopped: ${event.detail}`)
}

function describePlan(plan: OutboxPlan, now: Date): Record<string, unknown> {
  const { messages, segments, cost, invalid, expectedEnd } = plan
  const minutes = (expectedEnd.getTime() - now.getTime()) / 60_000
  return { messages, segments, cost: `$${cost.toFixed(2)}`, invalid, takes: `${minutes.toFixed(1)} min` }
}
