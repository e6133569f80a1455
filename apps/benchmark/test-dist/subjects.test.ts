import { beforeAll, describe, expect, it } from 'vitest'
import { installPeers } from '../src/peers.ts'
import { idOf } from '../src/server/records.ts'
import { startServer } from '../src/server/server.ts'
import { documentAt } from '../src/server/services.ts'
import { subjects } from '../src/subjects/all.ts'
import { tasks } from '../src/tasks/tasks.ts'

beforeAll(installPeers, 300_000)

describe.each(subjects.map((subject) => [subject.name, subject] as const))('%s', (_name, subject) => {
  it('gets the record it asks for', async () => {
    await using server = await startServer({ total: 1_000, latency: 0 })
    const connection = await subject.connect({ baseUrl: server.url })
    expect(await connection.get(idOf(7))).toBe(idOf(7))
    expect(await connection.get(idOf(999))).toBe(idOf(999))
  })

  it('lists every record once and in order', async () => {
    await using server = await startServer({ total: 530, latency: 0 })
    const connection = await subject.connect({ baseUrl: server.url })
    for (const prefetch of [0, 4]) {
      const ids: string[] = []
      await connection.list((id) => ids.push(id), { pageSize: 200, prefetch })
      expect(ids).toEqual(Array.from({ length: 530 }, (_, index) => idOf(index)))
    }
  })

  it('passes on what fails', async () => {
    await using server = await startServer({ total: 530, latency: 0 })
    const connection = await subject.connect({ baseUrl: server.url })
    const visit = (): void => {
      throw new Error('enough')
    }
    await expect(connection.list(visit, { pageSize: 200, prefetch: 0 })).rejects.toThrow('enough')
  })

  it('reads a page out of an answer it is handed', async () => {
    const urls: string[] = []
    const { page } = await subject.connect({
      baseUrl: 'http://127.0.0.1:9',
      async fetch(input) {
        const url = new URL(input instanceof Request ? input.url : input)
        urls.push(url.pathname)
        return Response.json(documentAt(url, 200))
      },
    })
    expect(page === undefined ? undefined : await page()).toBe(
      ['flowroute', 'telnyx', 'openai', 'fetch', 'ky'].includes(subject.name) ? 200 : undefined,
    )
    expect(urls).toHaveLength(page === undefined ? 0 : 1)
  })
})

it('cannot time the parsing of a client that takes no fetch', async () => {
  await expect(tasks.parse({ name: 'stripe', time: 50 })).rejects.toThrow('takes no fetch')
})
