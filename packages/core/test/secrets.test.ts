import { type Client, type ClientOptions, createClient } from '@flowroute/core'
import { entity, numberOrText, textOrNumber } from '@flowroute/core/resource'
import { startServer, type TestServer } from '@flowroute/testing'
import fc from 'fast-check'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { accounts, expectHidden, traces } from './secrets-set-up.ts'
import { recordingLogger } from './set-up.ts'

/** What the server makes of the credentials it was sent. */
type Echo = (seen: { header: string; secret: string }) => {
  status: number
  body: string
  headers?: Record<string, string>
}

const echoes: [string, Echo, ClientOptions?][] = [
  [
    'an error document',
    ({ header, secret }) => ({
      status: 422,
      body: JSON.stringify({
        errors: [
          { id: header, code: secret, title: `Bad ${header}`, detail: `You sent ${secret} as ${header}` },
          {
            detail: { data: { attributes: { zip: [header, secret], [secret]: [secret], [header]: header } } },
          },
          secret,
        ],
      }),
    }),
  ],
  [
    'an error message',
    ({ header, secret }) => ({ status: 401, body: JSON.stringify({ message: `${header} ${secret}` }) }),
  ],
  [
    'an odd error document',
    ({ header, secret }) => ({ status: 500, body: JSON.stringify([secret, { [header]: secret }]) }),
  ],
  [
    'an error page',
    ({ header, secret }) => ({ status: 503, body: `<html><pre>${header}\n${secret}</pre></html>` }),
  ],
  [
    'a header',
    ({ header }) => ({
      status: 403,
      body: '',
      headers: { 'x-request-id': header, server: header, via: `a ${header}` },
    }),
  ],
  [
    'a redirect',
    ({ header }) => ({
      status: 302,
      body: '',
      headers: { location: `https://x.example/${encodeURI(header)}` },
    }),
  ],
  [
    'a page in place of a document',
    ({ header, secret }) => ({ status: 200, body: `${secret}\n\n ${header}` }),
  ],
  [
    'a broken document',
    ({ header, secret }) => ({ status: 200, body: `${JSON.stringify({ header, secret })},` }),
  ],
  [
    'an error document with a 200',
    ({ header, secret }) => ({
      status: 200,
      body: JSON.stringify({ errors: [{ detail: secret, title: header }] }),
    }),
  ],
  [
    'a document that departs from its schema',
    ({ header, secret }) => ({
      status: 200,
      body: JSON.stringify({ data: { id: '1', attributes: { cost: secret, kind: header } } }),
    }),
    { strict: true },
  ],
  [
    'a body too long',
    ({ header, secret }) => ({ status: 400, body: header + secret }),
    { maxResponseBytes: 30 },
  ],
  [
    'a page with the secret at the very end of what is shown',
    ({ secret }) => ({ status: 500, body: ' '.repeat(4_090) + secret }),
  ],
  [
    'a page with the token at the very end of what is shown',
    ({ header }) => ({ status: 500, body: ' '.repeat(4_097 - header.length) + header }),
  ],
]

const decode = entity(
  v.looseObject({ id: textOrNumber(), cost: numberOrText(), kind: v.picklist(['host', 'sip']) }),
)

describe('the secret key never shows when the service repeats it', () => {
  let server: TestServer
  let answer: ReturnType<Echo>
  beforeAll(async () => {
    server = await startServer(() => answer)
  })
  afterAll(() => server.close())

  test.each(echoes)('in %s', async (_, echo, options) => {
    await fc.assert(
      fc.asyncProperty(accounts, async (account) => {
        const token = Buffer.from(`${account.accessKey}:${account.secretKey}`, 'utf8').toString('base64')
        answer = echo({ header: `Basic ${token}`, secret: account.secretKey })
        const use = (client: Client): PromiseLike<unknown> =>
          client.request({ method: 'PUT', path: '/a', body: {}, decode })
        expectHidden(await traces(account, server.url, options, use), account)
      }),
      { numRuns: 25 },
    )
  })

  test('in the warnings of a success', async () => {
    await fc.assert(
      fc.asyncProperty(accounts, async (account) => {
        const body = JSON.stringify({ errors: [{ detail: account.secretKey, code: account.secretKey }] })
        answer = { status: 207, body }
        const { lines, data, logger } = recordingLogger()
        const client = createClient({ ...account, baseUrl: server.url, logger })
        const { warnings } = await client.request({ path: '/a' }).withResponse()
        expectHidden([warnings, lines, data], account)
      }),
      { numRuns: 25 },
    )
  })
})
