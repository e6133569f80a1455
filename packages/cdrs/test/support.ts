import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { type ClientOptions, createClient, InvalidInputError } from '@flowroute/core'
import { type Answer, failureOf, type SeenRequest, startServer, type TestServer } from '@flowroute/testing'
import { expect } from 'vitest'
import { Cdrs, type CdrsOptions, type RecordsOptions } from '../src/index.ts'

export { failureOf } from '@flowroute/testing'

export const accessKey = '12345678'
export const secretKey = '0123456789abcdef0123456789abcdef'
export const authorization = `Basic ${btoa(`${accessKey}:${secretKey}`)}`

/** Talks to a server, and tries again without a pause. */
export function cdrsAt(
  { url }: { url: string },
  client: ClientOptions = {},
  options: CdrsOptions = {},
): Cdrs {
  const backoff = { base: 0 }
  return new Cdrs(createClient({ accessKey, secretKey, baseUrl: url, backoff, ...client }), {
    backoff,
    ...options,
  })
}

/** January, for tests that do not care. */
export const january = { from: '2026-01-01', to: '2026-02-01' } as const

/** An argument that the types would not let through, as a program without types gives it. */
export const wrong = (value: unknown): never => value as never

/** Checks that a call fails for these fields before anything is sent. */
export async function expectRefused(
  call: (cdrs: Cdrs) => PromiseLike<unknown>,
  ...fields: readonly string[]
): Promise<void> {
  await using server = await startServer([{ status: 204 }])
  const error = await failureOf(call(cdrsAt(server)))
  expect(error).toBeInstanceOf(InvalidInputError)
  expect(error).toMatchObject({ attempts: 0, outcome: 'not-sent' })
  expect((error as unknown as InvalidInputError).issues.map(({ field }) => field)).toEqual(fields)
  expect(server.requests).toEqual([])
}

export const exportId = '38647'

/** The document of an export with these attributes. */
export const exportDocument = (attributes: Record<string, unknown> = {}): { data: object } => ({
  data: {
    type: 'cdrexport',
    id: exportId,
    attributes: { status: 'completed', download_url: null, ...attributes },
  },
})

/** The columns of a file as documented. */
export const columnNames =
  'direction,start_time,end_time,destination,number_alias,callerid,total_cost,destination_name,callerid_country,line_information,result,call_fail_sip_code,call_fail_reason,duration,billed_duration,rate,first_increment,subsequent_increment,cost_subtotal,connect_fee,usf_fee,ccrf,cnam_lookup_fee,custom_x_tag,customer_ip'

/** One row as documented; the destination tells which. */
export const csvRow = (number: number): string =>
  `Outbound,2019-06-25 18:18:54+00,2019-06-25 18:19:31+00,1877555${String(number).padStart(4, '0')},Office Line 2,+12065550100,0.01764000,UNITED STATES - TOLL FREE,N/A,61,completed,200,OK,37,42,0.009800,6,6,0.01764000,0.0000,0.00230112,0.00230112,0.00000000,,198.51.100.7:5080\n`

/** A file with so many rows. */
export const csvOf = (rows: number): string =>
  `${columnNames}\n${Array.from({ length: rows }, (_, index) => csvRow(index)).join('')}`

/** The destinations of rows of {@link csvOf}, from that one on. */
export const destinationsOf = (rows: number, from = 0): string[] =>
  Array.from({ length: rows }, (_, index) => `1877555${String(from + index).padStart(4, '0')}`)

/** Writes the response to a request for the file; `number` counts these requests from 1. */
export type ServeFile = (
  request: SeenRequest & { number: number },
  response: ServerResponse,
  socket: Socket,
) => Answer | undefined | Promise<Answer | undefined>

/** A server that is both the API and the storage. */
export interface ExportServer extends TestServer {
  /** The requests for the file. */
  downloads: SeenRequest[]
}

/**
 * Starts a server with one completed export, whose file is served by the test.
 *
 * @param serveFile the bytes of the file, or what writes the response
 * @param attributes further attributes of the export, for its first, second … look; the last one repeats
 */
export async function startExport(
  serveFile: ServeFile | Uint8Array | string,
  ...attributes: readonly Record<string, unknown>[]
): Promise<ExportServer> {
  const downloads: SeenRequest[] = []
  let looks = 0
  const server: TestServer = await startServer((request, response, socket) => {
    if (!request.path.startsWith('/v2/')) {
      downloads.push(request)
      if (typeof serveFile !== 'function') return sendFile(response, serveFile)
      return serveFile({ ...request, number: downloads.length }, response, socket)
    }
    const more = attributes[Math.min(looks, attributes.length - 1)]
    if (request.method === 'GET') looks++
    const download_url = `${server.url}/files/calls.csv.gz?X-Amz-Signature=5ec7e7`
    return { status: request.method === 'POST' ? 201 : 200, body: exportDocument({ download_url, ...more }) }
  })
  return Object.assign(server, { downloads })
}

/** Sends a whole file, as the storage does. */
export function sendFile(response: ServerResponse, file: Uint8Array | string): undefined {
  response.writeHead(200, {
    'content-length': Buffer.byteLength(file),
    'content-type': 'binary/octet-stream',
  })
  response.end(file)
}

/** The destinations of all records. */
export async function readDestinations(
  server: TestServer,
  options: RecordsOptions = { exportId },
  ...more: [ClientOptions?, CdrsOptions?]
): Promise<(string | null)[]> {
  const records = await cdrsAt(server, ...more)
    .records(options)
    .toArray()
  return records.map(({ destination }) => destination)
}

export const gzip = (text: string | Uint8Array): Uint8Array => gzipSync(text)
