import { mkdtemp, rm } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createClient } from '@flowroute/core'
import { Messages } from '@flowroute/messages'
import { Outbox, type OutboxMessage } from '@flowroute/outbox'
import { sqliteLedger } from '@flowroute/outbox/sqlite'

/** What an outbox on SQLite costs. */
export interface OutboxFigures {
  /** The runtime, and what it has SQLite from. */
  platform: string
  /** Seconds for all adds. */
  add: number
  /** Milliseconds of CPU time per message: sent by an outbox, and by `Messages` alone. */
  run: number
  send: number
  /** Megabytes of heap after a collection: at the beginning of the run, and the most during it. */
  heapBefore: number
  heapMost: number
}

const from = '12065550199'

/** Messages to as many recipients. */
function* messages(count: number): Generator<OutboxMessage> {
  for (let index = 0; index < count; index++) {
    yield {
      key: `reminder:${index}`,
      to: `1206${2_000_000 + index}`,
      body: `Your check-up is due, ${index}.`,
    }
  }
}

/** A client whose requests are answered in the process. */
function clientOfNothing() {
  let sent = 0
  return createClient({
    accessKey: 'key',
    secretKey: 'secret',
    async fetch(request) {
      await request.arrayBuffer()
      return Response.json(
        { data: { type: 'message', id: `mdr2-${++sent}`, attributes: {} } },
        { status: 202 },
      )
    },
  })
}

/** Milliseconds of CPU time that work takes. */
async function cpuOf(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

/** Adds messages to an outbox on SQLite, and sends some of them at no particular rate. */
export async function outbox({ adds, sends }: { adds: number; sends: number }): Promise<OutboxFigures> {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const heap = (): number => {
    collect()
    return process.memoryUsage().heapUsed / 1e6
  }
  const folder = await mkdtemp(join(tmpdir(), 'flowroute-bench-'))
  const options = { client: clientOfNothing(), from, rate: { sms: 1e6 } }
  const many = await sqliteLedger(join(folder, 'many.db'))
  const some = await sqliteLedger(join(folder, 'some.db'))
  try {
    const start = performance.now()
    await new Outbox({ ...options, ledger: many }).add(messages(adds))
    const add = (performance.now() - start) / 1_000

    const sender = new Outbox({ ...options, ledger: some })
    await sender.add(messages(sends))
    const direct = new Messages(options.client)
    const warmUp = Math.min(500, sends)
    for (const { to, body } of messages(warmUp)) await direct.send({ from, to, body: body ?? '' })
    const sendTime = await cpuOf(async () => {
      for (const { to, body } of messages(sends)) await direct.send({ from, to, body: body ?? '' })
    })
    const heapBefore = heap()
    let heapMost = heapBefore
    let accepted = 0
    const runTime = await cpuOf(async () => {
      for await (const event of sender.run()) {
        if (event.type === 'accepted' && ++accepted % Math.ceil(sends / 5) === 0)
          heapMost = Math.max(heapMost, heap())
      }
    })
    if (accepted !== sends) throw new Error(`${accepted} of ${sends} messages were sent`)
    // As `sqliteLedger` chooses where better-sqlite3 is not installed.
    const driver = isBuiltin('node:sqlite') ? 'node:sqlite' : 'libsql'
    return {
      platform: `Node ${process.versions.node}, ${driver}`,
      ...{ add, run: runTime / sends, send: sendTime / sends, heapBefore, heapMost },
    }
  } finally {
    await many.close()
    await some.close()
    await rm(folder, { recursive: true })
  }
}
