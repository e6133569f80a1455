import { request as httpRequest } from 'node:http'
import { expect, onTestFinished } from 'vitest'
import {
  createEmulator,
  type Emulator,
  type EmulatorOptions,
  type EmulatorServer,
  startEmulator,
} from '../src/index.ts'
import { basic, type Call, callerOf, socketCallerOf } from './support.ts'

/** The two ways to call an emulator. */
export const ways = ['in process', 'over a socket'] as const

export type Way = (typeof ways)[number]

/** What arrived of an answer, and what went wrong with it. */
export interface Arrival {
  /** Undefined when not even the headers arrived. */
  status: number | undefined
  headers: Headers
  text: string
  /** Of the failure that came first; undefined when the answer was whole. */
  code: string | undefined
  syscall: string | undefined
}

interface SendOptions {
  json?: unknown
  headers?: Record<string, string>
  /** Ends the request from the client's side. */
  signal?: AbortSignal
  /** Told of each part of the body. */
  onPart?: (text: string) => void
}

/** Sends a request and gives what arrives of its answer; never rejects. */
export type Send = (method: string, path: string, options?: SendOptions) => Promise<Arrival>

/** An emulator that is called that way, closed with the test. */
export async function open(
  way: Way,
  options: EmulatorOptions = {},
): Promise<{ emulator: Emulator; call: Call; send: Send }> {
  if (way === 'in process') {
    const emulator = createEmulator(options)
    return { emulator, call: callerOf(emulator), send: sendInProcess(emulator) }
  }
  const emulator = await startEmulator({ startTime: new Date('2026-01-15T17:00:00Z'), ...options })
  onTestFinished(() => emulator.close())
  return { emulator, call: socketCallerOf(emulator), send: sendOverSocket(emulator) }
}

/** Whether the number is on the account, and no longer for sale. */
export async function isOwned(call: Call, number: string): Promise<boolean> {
  const owned = (await call('GET', `/v2/numbers/${number}`)).status === 200
  const offers = (await call('GET', `/v2/numbers/available?starts_with=${number}`)).list
  expect(offers).toHaveLength(owned ? 0 : 1)
  return owned
}

/** Resolves once the condition holds. On no timer, for tests replace those. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve))
}

/** Whether a promise has settled so far, to be asked later. */
export function watch(promise: Promise<unknown>): { settled: boolean } {
  const state = { settled: false }
  const settle = (): void => {
    state.settled = true
  }
  promise.then(settle, settle)
  return state
}

function sendInProcess(emulator: Emulator): Send {
  return async (method, path, { json, headers: more = {}, signal, onPart } = {}) => {
    const arrival = nothing()
    try {
      const response = await emulator.fetch(`https://api.flowroute.com${path}`, {
        method,
        headers: headersOf(emulator, json, more),
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
        ...(signal === undefined ? {} : { signal }),
      })
      arrival.status = response.status
      arrival.headers = response.headers
      const decoder = new TextDecoder()
      for await (const chunk of response.body ?? []) {
        arrival.text += decoder.decode(chunk, { stream: true })
        onPart?.(arrival.text)
      }
    } catch (error) {
      fail(arrival, error instanceof TypeError ? error.cause : error)
    }
    return arrival
  }
}

function sendOverSocket(server: EmulatorServer): Send {
  return (method, path, { json, headers: more = {}, signal, onPart } = {}) =>
    new Promise((resolve) => {
      const arrival = nothing()
      const end = (error?: unknown): void => {
        if (error !== undefined) fail(arrival, error)
        resolve(arrival)
      }
      const headers = headersOf(server, json, more)
      const outgoing = httpRequest(`${server.url}${path}`, { method, headers, signal }, (incoming) => {
        arrival.status = incoming.statusCode
        arrival.headers = new Headers(incoming.headers as Record<string, string>)
        incoming.setEncoding('utf8')
        incoming.on('data', (text: string) => {
          arrival.text += text
          onPart?.(arrival.text)
        })
        incoming.on('error', end)
        incoming.on('end', () => end())
      })
      outgoing.on('error', end)
      outgoing.end(json === undefined ? undefined : JSON.stringify(json))
    })
}

function headersOf({ accessKey, secretKey }: Emulator, json: unknown, more: Record<string, string>) {
  const type = json === undefined ? {} : { 'content-type': 'application/json' }
  return { authorization: basic(accessKey, secretKey), ...type, ...more }
}

function nothing(): Arrival {
  return { status: undefined, headers: new Headers(), text: '', code: undefined, syscall: undefined }
}

function fail(arrival: Arrival, error: unknown): void {
  const { code, name, syscall } = error as NodeJS.ErrnoException
  arrival.code ??= typeof code === 'string' ? code : name
  arrival.syscall ??= syscall
}
