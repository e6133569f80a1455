import { expect, test } from 'vitest'
import { buyOne, expectError, setUp } from './support.ts'
import { outside, send } from './webhook-support.ts'

test.each(['v2.1', 'v2.2'])('/%s/media/{id} is what the record links to', async (version) => {
  const { emulator, call } = setUp()
  const number = await buyOne(call)
  const mediaUrls = ['https://example.com/cat.png', 'https://example.com/a%20b.txt']
  const ids = [
    await send(call, number, { media_urls: mediaUrls }),
    emulator.receive({ from: outside, to: number, mediaUrls }),
  ]
  for (const id of ids) {
    const { included } = await call('GET', `/${version}/messages/${id}`)
    expect(included).toHaveLength(2)
    for (const media of included) {
      const { pathname } = new URL(media.links['self'] ?? '')
      expect(pathname).toBe(`/${version}/media/${media.id}`)
      const { status, body } = await call('GET', pathname)
      expect([status, body]).toEqual([200, { data: media }])
    }
  }
})

test('one that is not there, or of a record that is not found yet, is a 404', async () => {
  const { emulator, call } = setUp()
  emulator.faults.add({ fault: { kind: 'late-record', milliseconds: 1_000 } })
  const id = await send(call, await buyOne(call), { media_urls: ['https://example.com/cat.png'] })
  emulator.clock.advance(1_000)
  const { included } = await call('GET', `/v2.2/messages/${id}`)
  const path = `/v2.2/media/${included[0]?.id}`
  expect((await call('GET', path)).status).toBe(200)
  expectError(await call('GET', '/v2.2/media/1-cat.png'), 404, 'on your account')
  const late = await send(call, await buyOne(call), { media_urls: ['https://example.com/dog.png'] })
  expectError(await call('GET', `/v2.2/messages/${late}`), 404, 'on your account')
})
