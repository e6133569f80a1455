import { expect } from 'vitest'
import type { Call, Reply } from './support.ts'

/** Two local numbers of one exchange that can be ported. */
export const [first, second] = ['+12065550100', '+12065550101']

/** An order as a program asks for it. */
export const wanted = {
  numbers: [first, second],
  billing_name: 'Ada Example',
  company: 'Example LLC',
  street: '1 Sample St',
  city: 'Seattle',
  state: 'WA',
  zip: '98101',
  country: 'US',
  provider: 'Old Carrier',
  provider_account: '123ABC',
  pin: '4321',
  usage_type: 'residential',
}

export function order(call: Call, more: object = {}): Promise<Reply> {
  const json = { data: { type: 'portorder', attributes: { ...wanted, ...more } } }
  return call('POST', '/v2/portorders', { json })
}

/** Makes an order; gives its id. */
export async function createOrder(call: Call, more: object = {}): Promise<string> {
  const { status, data, text } = await order(call, more)
  expect(status, text).toBe(201)
  return data.id
}

/** Signs the letter as it was given, which submits the order. */
export async function signLetter(call: Call, id: string): Promise<Reply> {
  const { data } = await call('GET', `/v2/portorders/${id}/loa`)
  const attributes = { ...data.attributes, signature_name: 'Ada Example', signature_title: 'Owner' }
  return call('POST', `/v2/portorders/${id}/loa`, { json: { data: { type: 'loa', attributes } } })
}

/** Makes an order and signs its letter; gives its id. */
export async function submitOrder(call: Call, more: object = {}): Promise<string> {
  const id = await createOrder(call, more)
  expect((await signLetter(call, id)).status).toBe(201)
  return id
}

export async function stateOf(call: Call, id: string): Promise<unknown> {
  const { data } = await call('GET', `/v2/portorders/${id}/status`)
  return data.attributes['status']
}

/** The attributes of an order. */
export async function orderOf(call: Call, id: string): Promise<Record<string, unknown>> {
  return (await call('GET', `/v2/portorders/${id}`)).data.attributes
}
