import { describe, expect, test } from 'vitest'
import type { EmulatorServer } from '../src/index.ts'
import { setUpControl, startTime } from './control-support.ts'
import { buyOne, callerOf } from './support.ts'
import { outside, setAccountCallback } from './webhook-support.ts'

/** Has a webhook posted for a message from outside; gives the message's id. */
async function receiveOne(server: EmulatorServer): Promise<string> {
  const call = callerOf(server)
  await setAccountCallback(call, 'sms_callback', 'https://hooks.example.com/')
  return server.receive({ from: outside, to: await buyOne(call), body: 'hello' })
}

describe('webhooks', () => {
  test('are listed, and posted once more', async () => {
    const statuses = [500, 204, 200]
    const { server, control } = await setUpControl(
      async () => new Response(null, { status: statuses.shift() ?? 200 }),
    )
    const id = await receiveOne(server)
    await control.settled()
    const [delivery] = await control.deliveries()
    expect(delivery).toMatchObject({
      url: 'https://hooks.example.com/',
      payload: { data: { id } },
      attempts: [{ at: startTime, status: 500 }],
      state: 'pending',
    })
    await control.resend(delivery?.id ?? '')
    await control.settled()
    const deliveries = await control.deliveries()
    expect(deliveries).toEqual(server.deliveries())
    expect(deliveries[0]?.attempts).toMatchObject([{ status: 500 }, { status: 204, resent: true }])
    await expect(control.resend('1')).rejects.toMatchObject({ status: 404 })
  })

  test('settled waits for what is under way', async () => {
    let finish = (): void => {}
    const held = new Promise<void>((resolve) => {
      finish = resolve
    })
    let begin = (): void => {}
    const begun = new Promise<void>((resolve) => {
      begin = resolve
    })
    const { server, control } = await setUpControl(async () => {
      begin()
      await held
      return new Response()
    })
    await receiveOne(server)
    let settled = false
    const waiting = control.settled().then(() => {
      settled = true
    })
    await begun
    // Many answers later it still waits.
    for (let count = 0; count < 5; count++) await control.clock.now()
    expect(settled).toBe(false)
    finish()
    await waiting
    expect(server.deliveries()).toMatchObject([{ state: 'delivered' }])
  })
})
