import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type EmulatorServer, startEmulator } from '@flowroute/emulator'
import { type Ledger, Outbox } from '@flowroute/outbox'
import { postgresLedger } from '@flowroute/outbox/postgres'
import { sqliteLedger } from '@flowroute/outbox/sqlite'
import { build } from 'esbuild'
import Database from 'libsql'
import { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Chance } from '../test/crashes/chance.ts'
import { type MortalService, openPostgres, openRedis, type Service } from './servers.ts'
import type { WorkerOrder } from './worker.ts'

/** Messages of each campaign: few here, `OUTBOX_MESSAGES=10000` for the figures in the README. */
const messages = Number(process.env['OUTBOX_MESSAGES'] ?? 100)
const seed = Number(process.env['OUTBOX_SEED'] ?? Date.now() % 1_000_000)

/** How often a process is killed. */
const maxKills = Math.max(6, messages / 250)

/** Milliseconds after which a record is expected to be there, if its message was sent. */
const recordDelay = 2_000

let folder: string
let program: string
let postgres: Service
let redis: MortalService

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flowroute-services-'))
  program = join(
    fileURLToPath(new URL('..', import.meta.url)),
    'node_modules/.cache',
    `worker-${process.pid}.mjs`,
  )
  await build({
    entryPoints: [fileURLToPath(new URL('worker.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['flowroute-source'],
    external: ['pg', 'bullmq', 'ioredis', 'libsql', 'better-sqlite3', 'kysely'],
  })
  postgres = await openPostgres()
  redis = await openRedis()
}, 120_000)

const closing: (() => unknown)[] = []

afterAll(async () => {
  for (const close of closing) await close()
  await postgres?.[Symbol.asyncDispose]()
  await redis?.[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
  await rm(program, { force: true })
})

/** A ledger of its own, and how a worker reaches it. */
async function openLedger(kind: 'postgres' | 'sqlite'): Promise<{ ledger: Ledger; address: string }> {
  if (kind === 'sqlite') {
    const address = join(folder, `outbox-${performance.now()}.db`)
    const database = new Database(address)
    closing.push(() => void database.close())
    return { ledger: await sqliteLedger({ database }), address }
  }
  const name = `outbox_${process.pid}_${Math.floor(performance.now())}`
  const admin = new Pool({ connectionString: postgres.url })
  await admin.query(`create database ${name}`)
  await admin.end()
  const address = Object.assign(new URL(postgres.url), { pathname: `/${name}` }).href
  const pool = new Pool({ connectionString: address })
  closing.push(() => pool.end())
  return { ledger: await postgresLedger({ pool }), address }
}

/** An emulator over HTTP with a number to send from; it refuses what is above Flowroute's limit, if that is not exceeded on purpose. */
async function openService(perSecond: number): Promise<EmulatorServer & { from: string }> {
  const emulator = await startEmulator({ rateLimits: perSecond <= 5 })
  const authorization = `Basic ${btoa(`${emulator.accessKey}:${emulator.secretKey}`)}`
  const call = async (path: string, method = 'GET'): Promise<unknown> =>
    (await fetch(`${emulator.url}${path}`, { method, headers: { authorization } })).json()
  const { data } = (await call('/v2/numbers/available?limit=1')) as { data: { id: string }[] }
  const from = data[0]?.id ?? ''
  await call(`/v2/numbers/${from}`, 'POST')
  return Object.assign(emulator, { from })
}

/** Texts of the messages that the emulator has, by their number. */
async function sentBy(emulator: EmulatorServer): Promise<Map<string, number>> {
  const authorization = `Basic ${btoa(`${emulator.accessKey}:${emulator.secretKey}`)}`
  const counts = new Map<string, number>()
  for (let offset = 0; ; offset += 1_000) {
    const url = `${emulator.url}/v2.1/messages?start_date=2020-01-01&limit=1000&offset=${offset}`
    const { data } = (await (await fetch(url, { headers: { authorization } })).json()) as {
      data: { attributes: { body: string; direction: string } }[]
    }
    for (const { attributes } of data) {
      if (attributes.direction === 'outbound')
        counts.set(attributes.body, (counts.get(attributes.body) ?? 0) + 1)
    }
    if (data.length < 1_000) return counts
  }
}

function startWorker(order: WorkerOrder): ChildProcess & { ended: Promise<unknown> } {
  const child = spawn(process.execPath, [program, JSON.stringify(order)], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return Object.assign(child, { ended: new Promise((resolve) => child.once('exit', resolve)) })
}

interface Setting {
  name: string
  ledger: 'postgres' | 'sqlite'
  withRedis: boolean
  workers: number
  /** Messages a second: in most settings far above Flowroute's limit, so that these tests end. */
  perSecond: number
}

test.each<Setting>([
  { name: 'SQLite, one process', ledger: 'sqlite', withRedis: false, workers: 1, perSecond: 50 },
  { name: 'SQLite, two processes', ledger: 'sqlite', withRedis: false, workers: 2, perSecond: 50 },
  { name: 'PostgreSQL, two processes', ledger: 'postgres', withRedis: false, workers: 2, perSecond: 50 },
  {
    name: 'PostgreSQL and BullMQ, three processes',
    ledger: 'postgres',
    withRedis: true,
    workers: 3,
    perSecond: 5,
  },
])(
  '$name, killed again and again: every message exactly once, never above the rate',
  async ({ ledger: kind, withRedis, workers, perSecond }) => {
    await redis.kill()
    await redis.start()
    await using emulator = await openService(perSecond)
    const { ledger, address } = await openLedger(kind)
    const { url: baseUrl, accessKey, secretKey, from } = emulator
    const outbox = new Outbox({ client: { accessKey, secretKey, baseUrl }, ledger, from })
    await outbox.add(
      Array.from({ length: messages }, (_, index) => ({
        key: `k${index}`,
        to: `1206555${1000 + (index % 9_000)}`,
        body: `Reminder ${index}`,
      })),
    )
    const order: WorkerOrder = {
      ...{
        ledger: address,
        redis: withRedis ? redis.url : undefined,
        baseUrl,
        accessKey,
        secretKey,
        from,
        perSecond,
      },
      recordDelay,
    }
    const chance = new Chance(seed)
    const running = Array.from({ length: workers }, () => startWorker(order))
    let kills = 0
    const isDone = async (): Promise<boolean> => {
      const { queued, sending, unknown } = await outbox.stats()
      return queued + sending + unknown === 0
    }
    while (!(await isDone())) {
      await pause(300 + chance.below(1_200))
      const victim = chance.below(workers)
      // Killing goes on while messages are sent; what is left then is found out in peace.
      if (kills < maxKills && (await outbox.stats()).queued > 0) {
        running[victim]?.kill('SIGKILL')
        await running[victim]?.ended
        kills++
        if (withRedis && kills === 2) {
          await redis.kill()
          await redis.start()
        }
      }
      if (running[victim]?.exitCode !== null || running[victim]?.signalCode !== null) {
        running[victim] = startWorker(order)
      }
    }
    for (const worker of running) worker.kill('SIGKILL')
    await Promise.all(running.map(({ ended }) => ended))

    const sent = await sentBy(emulator)
    const times: number[] = []
    let unresolved = 0
    for await (const { key, state, sentAt, body } of outbox.list()) {
      const there = sent.get(body ?? '') ?? 0
      if (sentAt !== undefined) times.push(sentAt.getTime())
      if (state === 'unresolved') {
        unresolved++
        expect({ seed, key, state, there }).toEqual({ seed, key, state, there: 0 })
      } else expect({ seed, key, state, there }).toEqual({ seed, key, state: 'accepted', there: 1 })
    }
    times.sort((a, b) => a - b)
    let worst = 0
    for (let start = 0, end = 0; end < times.length; end++) {
      while ((times[end] as number) - (times[start] as number) >= 1_000) start++
      worst = Math.max(worst, end - start + 1)
    }
    expect(worst).toBeLessThanOrEqual(perSecond)
    expect(kills).toBeGreaterThan(0)
    // A busy machine delivers requests unevenly, so that answers 429 prove nothing here; the messages were sent anyway.
    const refused = emulator.requests().filter(({ status }) => status === 429).length
    console.log(
      `seed ${seed}: ${messages} messages, ${kills} kills, ${unresolved} unresolved, at most ${worst} in a second, ${refused} answers 429`,
    )
  },
  120_000 + messages * 400,
)
