import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Client, createClient } from '@flowroute/core'
import { type EmulatorServer, type ServerOptions, startEmulator } from '@flowroute/emulator'
import { Messages } from '@flowroute/messages'
import { Numbers } from '@flowroute/numbers'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest'
import { launchChromium } from './chromium.ts'

export const customer = '12065550100'

/** A browser for the tests of a file. */
export function useBrowser(): () => Browser {
  let browser: Browser | undefined
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser?.close())
  return () => {
    if (browser === undefined) throw new Error('the browser is not open')
    return browser
  }
}

/** An emulator with a number on its account, and the client of an application that uses it. */
export interface Bench {
  emulator: EmulatorServer
  client: Client
  number: string
  messages: Messages
}

export async function startBench(options: ServerOptions = {}): Promise<Bench> {
  const emulator = await startEmulator(options)
  onTestFinished(() => emulator.close())
  const client = clientOf(emulator)
  const numbers = new Numbers(client)
  const [offer] = await numbers.search({ state: 'WA' }).take(1)
  if (offer === undefined) throw new Error('no number is for sale')
  await numbers.purchase(offer.id)
  return { emulator, client, number: offer.id, messages: new Messages(client) }
}

export function clientOf({ url: baseUrl, accessKey, secretKey }: EmulatorServer): Client {
  return createClient({ baseUrl, accessKey, secretKey })
}

/** Opens the page; what goes wrong in it fails the test, unless it was `expected`. */
export async function openPage(
  browser: Browser,
  { url }: Pick<EmulatorServer, 'url'>,
  { path = '/', ...options }: BrowserContextOptions & { path?: string } = {},
  expected: readonly RegExp[] = [],
): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-US', timezoneId: 'UTC', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  onTestFinished(async () => {
    await context.close()
    expect(problems.filter((text) => !expected.some((pattern) => pattern.test(text)))).toEqual([])
  })
  await page.goto(`${url}${path}`)
  return page
}

/** A server of the test's own for webhooks or pictures; closed with the test. */
export async function listen(
  answer: (path: string, body: string) => { status?: number; type?: string; body?: string | Uint8Array },
): Promise<string> {
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const {
        status = 200,
        type = 'text/plain',
        body = '',
      } = answer(incoming.url ?? '', Buffer.concat(chunks).toString())
      outgoing.writeHead(status, { 'content-type': type }).end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
