import { expect, test } from 'vitest'
import { buyOne } from './support.ts'
import { outside, setAccountCallback, setUpPosts } from './webhook-support.ts'

const up = 'https://up.example.com/'
const down = 'https://down.example.com/'

test('all that are pending are remembered, and of the others the latest, a thousand together', async () => {
  const { emulator, call, pass } = setUpPosts(({ url }) => (url === up ? 200 : 503))
  const to = await buyOne(call)
  const receive = async (url: string, count: number): Promise<string[]> => {
    await setAccountCallback(call, 'sms_callback', url)
    const ids = Array.from({ length: count }, () => emulator.receive({ from: outside, to, body: 'x' }))
    await emulator.settled()
    return ids
  }
  const remembered = () =>
    emulator.deliveries().map(({ payload }) => (payload as { data: { id: string } }).data.id)
  const pending = await receive(down, 600)
  const first = await receive(up, 500)
  expect(remembered()).toEqual([...pending, ...first.slice(-400)])
  const more = await receive(down, 700)
  expect(remembered()).toEqual([...pending, ...more])
  // With more than a thousand that are pending there is no place for one that is delivered.
  await receive(up, 1)
  expect(remembered()).toEqual([...pending, ...more])
  for (let attempt = 2; attempt <= 5; attempt++) await pass(30_000)
  expect(emulator.deliveries().every(({ state }) => state === 'given-up')).toBe(true)
  expect(remembered()).toEqual([...pending, ...more].slice(-1_000))
  const latest = await receive(up, 2)
  expect(remembered()).toEqual([...pending, ...more].slice(-998).concat(latest))
})
