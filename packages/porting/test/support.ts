import type { ClientOptions } from '@flowroute/core'
import { type EmulatorServer, startEmulator } from '@flowroute/emulator'
import { startServer, type TestServer } from '@flowroute/testing'
import { onTestFinished } from 'vitest'
import { type NewPortOrder, Porting, type PortingOptions } from '../src/index.ts'

export { failureOf } from '@flowroute/testing'

export const credentials = { accessKey: '12345678', secretKey: '0123456789abcdef0123456789abcdef' }

/** `Porting` for that server; it retries without waiting. */
export function portingAt(
  { url }: { url: string },
  client: ClientOptions = {},
  options: PortingOptions = {},
): Porting {
  return new Porting({ baseUrl: url, ...credentials, backoff: { base: 0 }, ...client }, options)
}

/** `Porting` for a server that answers as scripted and records the requests. */
export async function scripted(
  answers: Parameters<typeof startServer>[0] = [{ status: 500 }],
  client: ClientOptions = {},
): Promise<{ porting: Porting; requests: TestServer['requests']; server: TestServer }> {
  const server = await startServer(answers)
  onTestFinished(server.close)
  return { porting: portingAt(server, client), requests: server.requests, server }
}

/** Where the clock of an emulator starts. */
const startTime = new Date('2026-01-15T17:00:00Z')

/** `Porting` for an emulator of its own, whose clock stands still until it is advanced. */
export async function emulated(): Promise<{ porting: Porting; emulator: EmulatorServer }> {
  const emulator = await startEmulator({ startTime })
  onTestFinished(emulator.close)
  return { porting: portingAt(emulator, { strict: true }), emulator }
}

/** A valid order, as short as it can be. */
export const newOrder: NewPortOrder = {
  numbers: ['(206) 555-0100', '1 206 555 0101'],
  billingName: 'Ada Example',
  street: '1 Sample St',
  city: 'Seattle',
  state: 'wa',
  zip: '98101',
  country: 'us',
  provider: 'Old Carrier',
}

/** The attributes of an order in the documented samples. */
export const orderAttributes = {
  alias: 'Port Order 6/12/2018',
  billing_address: {
    city: 'Seattle',
    country: 'US',
    state: 'WA',
    street: '1 Sample St',
    street2: null,
    zip: '98101',
  },
  billing_name: 'Ada Example',
  billing_number: '',
  business_documents: [
    { filename: 'https://files.example/csr.pdf', status: 'uploaded' },
    { filename: 'https://files.example/bill.pdf', status: 'failed' },
  ],
  comments: [],
  company: 'Example LLC',
  cost: '7.5',
  desired_completion_date: '2018-07-12',
  enable_cnam_lookups: true,
  group_id: '38697',
  last_4_ssn: '',
  loa_details: { cc: 'b@example.com', email: 'a@example.com' },
  numbers: ['+12065550100', '+12065550101'],
  pin: '4321',
  presets: { cnam_id: null, e911_id: null, alias: null, failover_route_id: null, primary_route_id: 98_396 },
  provider: 'Old Carrier',
  provider_account: '123ABC',
  status: 'pending',
  status_updated_at: null,
  status_url: 'https://app.example/ports',
  usage_type: 'residential',
}

/** An order on the wire. */
export const order = (attributes: object = {}, id: unknown = '42361') => ({
  type: 'portorder',
  id,
  links: { self: `https://api.flowroute.com/v2/portorders/${String(id)}` },
  attributes: { ...orderAttributes, ...attributes },
})

/** What the SDK makes of it. */
export const entity = {
  id: '42361',
  alias: 'Port Order 6/12/2018',
  billingAddress: {
    city: 'Seattle',
    country: 'US',
    state: 'WA',
    street: '1 Sample St',
    street2: null,
    zip: '98101',
  },
  billingName: 'Ada Example',
  billingNumber: '',
  businessDocuments: [
    { id: null, filename: 'https://files.example/csr.pdf', status: 'uploaded' },
    { id: null, filename: 'https://files.example/bill.pdf', status: 'failed' },
  ],
  comments: [],
  company: 'Example LLC',
  cost: '7.5',
  desiredCompletionDate: '2018-07-12',
  enableCnamLookups: true,
  groupId: '38697',
  last4Ssn: '',
  loaDetails: { cc: 'b@example.com', email: 'a@example.com' },
  numbers: ['+12065550100', '+12065550101'],
  pin: '4321',
  presets: { cnamId: null, e911Id: null, alias: null, failoverRouteId: null, primaryRouteId: '98396' },
  provider: 'Old Carrier',
  providerAccount: '123ABC',
  status: 'pending',
  statusUpdatedAt: null,
  statusUrl: 'https://app.example/ports',
  usageType: 'residential',
}

export const loaAttributes = {
  numbers: ['2065550100'],
  billing_name: 'Ada Example',
  company: 'Example LLC',
  street: '1 Sample St',
  street2: '',
  city: 'Seattle',
  state: 'WA',
  zip: '98101',
  country: 'US',
  provider: 'Old Carrier',
  usage_type: 'Business',
  signature_name: '',
  signature_title: '',
  loa_copy: 'I authorise …',
}
