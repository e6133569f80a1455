import { type Client, type ClientOptions, createClient } from '@flowroute/core'
import { type EmulatorServer, startEmulator } from '@flowroute/emulator'
import { type Answer, startServer, type TestServer } from '@flowroute/testing'
import { onTestFinished } from 'vitest'
import { Routes } from '../src/index.ts'

const credentials = { accessKey: '12345678', secretKey: '0123456789abcdef0123456789abcdef' }
/** It retries without waiting. */
const impatient = { backoff: { base: 0 } }

/** What an error says of a value that does not fit its type. */
export const valueRules = {
  host: 'must be a host name or IP address such as sip.example.com or 192.0.2.1:5060, with an optional ;transport= or ;weight=',
  number: 'must be a phone number such as 12065550100, with an optional ;weight=',
  uri: 'must be a SIP URI such as sip:alice@example.com:5060, with an optional ;transport= or ;weight=',
}

/** Routes against a server that answers as scripted and records the requests. */
export async function scripted(
  answers: Answer[] = [{ status: 500 }],
  options: ClientOptions = {},
): Promise<{ routes: Routes; requests: TestServer['requests'] }> {
  const server = await startServer(answers)
  onTestFinished(server.close)
  const routes = new Routes({ baseUrl: server.url, ...credentials, ...impatient, ...options })
  return { routes, requests: server.requests }
}

/** Routes against an emulator of its own, and its client for what this package does not do. */
export async function emulated(
  options: ClientOptions = {},
): Promise<{ routes: Routes; client: Client; emulator: EmulatorServer }> {
  const emulator = await startEmulator()
  onTestFinished(emulator.close)
  const client = createClient({ baseUrl: emulator.url, ...credentials, ...impatient, ...options })
  return { routes: new Routes(client), client, emulator }
}

/** Buys a number. */
export async function buyNumber(client: Client): Promise<string> {
  const { data } = await client.request<{ data: { id: string }[] }>({
    path: '/v2/numbers/available',
    query: { limit: 1 },
    decode: (document) => document as { data: { id: string }[] },
  })
  const id = data[0]?.id
  if (id === undefined) throw new Error('there is no number for sale')
  await client.request({ method: 'POST', path: `/v2/numbers/${id}` })
  return id
}

/** The ids of the routes a number has. */
export async function routesOf(
  client: Client,
  numberId: string,
): Promise<{ primary: string | undefined; failover: string | undefined }> {
  type Related = { data: { id: string } | null }
  const { data } = await client.request({
    path: `/v2/numbers/${numberId}`,
    decode: (document) =>
      document as { data: { relationships: { primary_route: Related; failover_route: Related } } },
  })
  const { primary_route, failover_route } = data.relationships
  return { primary: primary_route.data?.id, failover: failover_route.data?.id }
}
