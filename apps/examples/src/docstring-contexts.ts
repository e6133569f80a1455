/** What the examples in one package's docstrings may use without saying where it comes from. */
export interface DocstringContext {
  /** Modules whose exports are all imported; the first ones first, where a name is in several. */
  readonly modules: readonly string[]
  /** Further imports, and variables. */
  readonly lines?: string
}

const files = `
  import { createReadStream, openAsBlob } from 'node:fs'
  import { readFile, writeFile } from 'node:fs/promises'`

const call = `
  declare const client: Client
  declare const signal: AbortSignal
  declare const error: unknown`

const text = `
  declare const to: string
  declare const from: string
  declare const body: string
  declare const since: Date`

/** By the name of the package's folder. */
export const docstringContexts: Readonly<Record<string, DocstringContext>> = {
  core: {
    modules: [
      '@flowroute/core',
      '@flowroute/core/resource',
      '@flowroute/core/ky',
      '@flowroute/core/undici',
      '@flowroute/numbers',
      '@flowroute/messages',
    ],
    lines: `
      import { subscribe } from 'node:diagnostics_channel'
      import ky from 'ky'
      import { ProxyAgent } from 'undici'
      import * as v from 'valibot'
      ${call}
      ${text}
      declare const numbers: Numbers
      declare const messages: Messages
      declare const request: RequestOptions
      declare const routeId: string
      declare const order: object
      declare const options: object
      declare const metrics: { retry(): void; record(url: string, status: number, milliseconds: number): void }
      const routeSchema = v.looseObject({ alias: v.string() })
      const numberSchema = v.looseObject({ alias: v.string() })
      const edgeStrategySchema = v.looseObject({ name: v.string() })
      declare function hex(bytes: Uint8Array): string`,
  },
  numbers: {
    modules: ['@flowroute/numbers', '@flowroute/core'],
    lines: `${call}
      declare const numbers: Numbers`,
  },
  'numbers-v1': {
    modules: ['@flowroute/numbers-v1', '@flowroute/core'],
    lines: `${call}
      declare const numbers: NumbersV1`,
  },
  routes: {
    modules: ['@flowroute/routes', '@flowroute/core'],
    lines: `${call}
      declare const routes: Routes`,
  },
  messages: {
    modules: ['@flowroute/messages', '@flowroute/webhooks', '@flowroute/core'],
    lines: `${files}${call}${text}
      declare const messages: Messages
      declare const message: Message & { from: string; to: string; body: string }
      declare const sent: SentMessage
      declare const id: string
      declare const until: Date
      declare const urls: string[]
      declare const lost: SentMessageQuery[]
      declare const knownIds: string[]
      declare const code: number
      const text = 'It’s ready'`,
  },
  e911: {
    modules: ['@flowroute/e911', '@flowroute/core'],
    lines: `${call}
      declare const e911: E911
      declare const address: NewAddress`,
  },
  cnam: {
    modules: ['@flowroute/cnam', '@flowroute/core'],
    lines: `${call}
      declare const cnam: Cnam`,
  },
  porting: {
    modules: ['@flowroute/porting', '@flowroute/core'],
    lines: `${files}${call}
      declare const porting: Porting
      declare const details: NewPortOrder
      declare const order: PortOrder
      declare const orderId: string
      declare const loa: LetterOfAgency
      declare const numbers: string[]`,
  },
  cdrs: {
    modules: ['@flowroute/cdrs', '@flowroute/core'],
    lines: `${call}
      declare const cdrs: Cdrs
      declare const from: string
      declare const to: string`,
  },
  otel: {
    modules: ['@flowroute/otel'],
    lines: `
      declare const tracerProvider: import('@opentelemetry/api').TracerProvider
      declare const meterProvider: import('@opentelemetry/api').MeterProvider`,
  },
  webhooks: {
    modules: [
      '@flowroute/webhooks',
      '@flowroute/webhooks/node',
      '@flowroute/webhooks/testing',
      '@flowroute/messages',
      '@flowroute/core',
    ],
    lines: `
      import { createServer } from 'node:http'
      ${text}
      declare const messages: Messages
      declare const sent: SentMessage
      declare const request: Request
      declare const secret: string
      declare const onMessage: NonNullable<WebhookOptions['onMessage']>
      declare const onReceipt: NonNullable<WebhookOptions['onReceipt']>
      declare const seen: SeenStore
      declare const store: OptOutStore
      declare const optOuts: OptOuts
      declare const handler: WebhookHandler
      declare const event: MessageReceived
      declare const record: RecordedMessage
      declare const app: import('hono').Hono
      declare const webhook: ReturnType<typeof toNodeHandler>
      declare const redis: import('ioredis').Redis
      declare const Deno: {
        serve(handler: (request: Request, info: { remoteAddr: { hostname: string } }) => Promise<Response>): unknown
      }`,
  },
  outbox: {
    modules: [
      '@flowroute/outbox',
      '@flowroute/outbox/sqlite',
      '@flowroute/outbox/postgres',
      '@flowroute/outbox/bullmq',
      '@flowroute/webhooks',
      '@flowroute/core',
    ],
    lines: `
      import Database from 'libsql'
      import { Pool } from 'pg'
      import { createEmulator } from '@flowroute/emulator'
      ${call}
      declare const outbox: Outbox
      declare const messages: OutboxMessage[]
      declare const customers: { id: string; phone: string }[]
      declare const body: string`,
  },
  emulator: {
    modules: [
      '@flowroute/emulator',
      '@flowroute/emulator/command',
      '@flowroute/core',
      '@flowroute/numbers',
      '@flowroute/messages',
      '@flowroute/cnam',
      '@flowroute/porting',
    ],
    lines: `${files}
      declare const emulator: EmulatorServer & TestEmulator
      declare const control: EmulatorControl
      declare const numbers: Numbers
      declare const cnam: Cnam
      declare const porting: Porting
      declare const app: import('hono').Hono
      declare const id: string
      declare const number: string
      declare const write: CommandIo['write']
      declare const writeError: CommandIo['writeError']
      declare const stop: AbortSignal
      declare const controller: AbortController
      declare const loa: LetterOfAgency
      declare const signature: Signature`,
  },
}
