import { expect, test } from 'vitest'
import { failureOf, setUpControl } from './control-support.ts'
import { buyOne } from './support.ts'
import { outside } from './webhook-support.ts'

test('a program names numbers, and sets one URL for all webhooks', async () => {
  const { control, call } = await setUpControl()
  const number = await buyOne(call)
  await control.names.set(number, 'Front desk')
  await control.names.set(outside, 'Maria')
  expect(await control.names.all()).toEqual({ [number]: 'Front desk', [outside]: 'Maria' })
  await control.names.set(outside, null)
  expect(await control.names.all()).toEqual({ [number]: 'Front desk' })
  expect(await failureOf(control.names.set('a/b', 'x'))).toMatchObject({ status: 422 })

  const url = 'https://app.example.com/hooks'
  const urls = async () => {
    const { account, callbacks } = (await call('GET', '/__emulator/callbacks')).body as {
      account: { urls: object }
      callbacks: readonly { number: string; urls: object }[]
    }
    return [account.urls, ...callbacks.map((of) => [of.number, of.urls])]
  }
  const kinds = ['sms_callback', 'mms_callback', 'sms_dlr_callback', 'mms_dlr_callback']
  const all = Object.fromEntries(kinds.map((kind) => [kind, url]))
  await control.callbacks.set(url)
  await control.callbacks.set(url, number)
  expect(await urls()).toEqual([all, [number, all]])
  await control.callbacks.set(null)
  expect(await urls()).toEqual([{}, [number, all]])
  expect(await failureOf(control.callbacks.set('app'))).toMatchObject({ status: 422 })
  expect(await failureOf(control.callbacks.set(url, outside))).toMatchObject({ status: 404 })
})
