import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { startServer } from '@flowroute/testing'
import { describe, expect, it, test } from 'vitest'
import { CdrExportError, type RecordsOptions, StorageError } from '../src/index.ts'
import {
  cdrsAt,
  columnNames,
  csvOf,
  csvRow,
  destinationsOf,
  exportDocument,
  exportId,
  failureOf,
  gzip,
  readDestinations,
  sendFile,
  startExport,
} from './support.ts'

const file = gzip(csvOf(50))

describe('a file that cannot be read', () => {
  const damaged = Buffer.from(file)
  /** Small as a file, and large unpacked. */
  const bomb = gzip(`${columnNames}\n${csvRow(0).repeat(20_000)}`)
  damaged[damaged.length - 6] = (damaged[damaged.length - 6] ?? 0) ^ 0xff

  test.each<[string, Uint8Array | string, RecordsOptions, string]>([
    ['with a wrong checksum', damaged, { exportId }, 'damaged'],
    ['that ends too early, under its own length', file.subarray(0, -20), { exportId }, 'damaged'],
    ['that is a page', '<html>Sign in</html>', { exportId }, 'no column start_time'],
    ['that is empty', '', { exportId }, 'no column start_time'],
    ['with a column twice', gzip(`${columnNames},ccrf\n`), { exportId }, 'two columns ccrf'],
    ['with a row that is cut', csvOf(2).slice(0, -100), { exportId }, 'row 3 has'],
    ['with quotes that do not end', gzip(`${columnNames}\n"a,b`), { exportId }, 'within quotes'],
    ['with a quote within a field', gzip(csvOf(1).replace('Office', 'Of"fi"ce')), { exportId }, 'a quote'],
    ['larger than maxDownloadBytes', file, { exportId, maxDownloadBytes: 100 }, '(maxDownloadBytes)'],
    ['that unpacks to more than maxBytes', bomb, { exportId, maxBytes: 1_000_000 }, '(maxBytes)'],
    ['with a row longer than maxRowBytes', gzip('a'.repeat(70_000)), { exportId }, '(maxRowBytes)'],
  ])('%s', async (_, content, options, message) => {
    await using server = await startExport(content)
    const error = await failureOf(readDestinations(server, options))
    expect(error).toMatchObject({
      name: 'ResponseFormatError',
      message: expect.stringContaining(message),
      attempts: 1,
    })
    expect(error.message.length).toBeLessThan(1_000)
    expect(`${error.stack}${JSON.stringify(error)}`).not.toContain('5ec7e7')
  })

  it('larger than maxDownloadBytes, without a length', async () => {
    await using server = await startExport((_, response) => void response.end(file))
    const error = await failureOf(readDestinations(server, { exportId, maxDownloadBytes: 100 }))
    expect(error.message).toContain('(maxDownloadBytes)')
  })

  it('with an amount that is none: the row is given, and reported', async () => {
    const reported: string[] = []
    await using server = await startExport(gzip(csvOf(1).replace('0.01764000', 'free')))
    const options = {
      onSchemaIssue: ({ issues }: { issues: readonly { field: string }[] }) =>
        reported.push(...issues.map(({ field }) => field)),
    }
    const [record] = await cdrsAt(server, options).records({ exportId }).toArray()
    expect(record?.totalCost).toBe('free')
    expect(reported).toEqual(['records.totalCost'])
  })

  it('because its link has expired: the file is read by a new one', async () => {
    const expired = '<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>'
    let looks = 0
    await using server = await startServer(({ path, target }, response) => {
      if (path.startsWith('/v2/')) {
        const download_url = `${server.url}/files/calls.csv.gz?look=${++looks}`
        return { body: exportDocument({ download_url }) }
      }
      return target.endsWith('look=1') ? { status: 403, body: expired } : sendFile(response, file)
    })
    expect(await readDestinations(server)).toEqual(destinationsOf(50))
    expect(looks).toBe(2)
  })

  it('because the storage refuses, with its own reason', async () => {
    const xml =
      '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Request has expired</Message><RequestId>R1</RequestId></Error>'
    await using server = await startExport(() => ({ status: 403, body: xml }))
    const error = await failureOf(readDestinations(server))
    expect(error).toBeInstanceOf(StorageError)
    expect(error).toMatchObject({
      status: 403,
      code: 'AccessDenied',
      reason: 'Request has expired',
      requestId: 'R1',
      // The export has no other link, and the same one would be refused again.
      attempts: 1,
    })
  })

  it('because the storage refuses, and repeats the signed URL as its reason', async () => {
    await using server = await startExport(({ target }) => ({ status: 403, body: `refused: ${target}` }))
    const error = await failureOf(readDestinations(server))
    expect(error).toMatchObject({ code: '', reason: 'refused: /files/calls.csv.gz?…' })
    expect(`${error.stack}${JSON.stringify(error)}`).not.toContain('5ec7e7')
  })

  it('because it is elsewhere: a redirect is not followed', async () => {
    await using server = await startExport(() => ({
      status: 302,
      headers: { location: 'http://127.0.0.1:9/' },
    }))
    expect(await failureOf(readDestinations(server))).toMatchObject({ name: 'StorageError', status: 302 })
  })

  it('because the export failed', async () => {
    await using server = await startExport(file, { status: 'failed' })
    const error = await failureOf(readDestinations(server))
    expect(error).toBeInstanceOf(CdrExportError)
    expect(server.downloads).toEqual([])
  })

  it.each([
    ['to http', 'http://192.0.2.1/calls.csv.gz?X-Amz-Signature=5ec7e7'],
    ['with credentials', 'https://name:5ec7e7@192.0.2.1/calls.csv.gz'],
    ['to a file', 'file:///etc/passwd?5ec7e7'],
    ['without a host', '/calls.csv.gz?X-Amz-Signature=5ec7e7'],
  ])('because its link leads %s: it is not followed', async (_, download_url) => {
    await using server = await startExport(file, { download_url })
    const asked: string[] = []
    const own = ({ url }: Request): Promise<Response> => {
      asked.push(url)
      return Promise.reject(new Error('not to be called'))
    }
    const error = await failureOf(readDestinations(server, { exportId }, {}, { fetch: own }))
    expect(error.name).toBe('ResponseFormatError')
    expect(JSON.stringify(error)).not.toContain('5ec7e7')
    expect(asked).toEqual([])
  })

  it('because its link has expired, again and again', async () => {
    let looks = 0
    await using server = await startExport(() => ({ status: 403, body: '<Error/>' }), {
      get download_url() {
        return `${server.url}/files/calls.csv.gz?look=${++looks}`
      },
    })
    expect(await failureOf(readDestinations(server))).toMatchObject({ status: 403, attempts: 6 })
  })

  it('because it has no link', async () => {
    await using server = await startExport(file, { download_url: null })
    expect(await failureOf(readDestinations(server))).toBeInstanceOf(CdrExportError)
  })
})

describe('a file that can be read at the second try', () => {
  it('is: a damaged response without a length is given up at once', async () => {
    const seen: ServerResponse[] = []
    await using server = await startExport(async ({ number }, response) => {
      seen.push(response)
      if (number > 1) {
        // The first one is waiting for bytes, and nobody needs it any more.
        if (seen[0]?.closed === false) await once(seen[0], 'close')
        return sendFile(response, file)
      }
      response.writeHead(200)
      return void response.write(Buffer.concat([file.subarray(0, 10), Buffer.alloc(100, 0xff)]))
    })
    expect(await readDestinations(server)).toEqual(destinationsOf(50))
    expect(seen).toHaveLength(2)
  })

  it('is: what looks like the beginning of a gzip member within the data is none', async () => {
    // In Latin-1, each character is a byte.
    const header = '\x1f\x8b\b\0\0\0\0\0\0\x03'
    const text = Buffer.from(csvOf(50).replace('Office Line 2', header), 'latin1')
    await using server = await startExport(gzipSync(text, { level: 0 }))
    expect(await readDestinations(server)).toEqual(destinationsOf(50))
    expect(server.downloads).toHaveLength(2)
  })
})

describe('an export that is not completed in time', () => {
  it('is an error which names its status', async () => {
    await using server = await startExport(file, { status: 'processing' })
    const error = await failureOf(readDestinations(server, { exportId, waitTimeout: 50, pollInterval: 1 }))
    expect(error).toBeInstanceOf(CdrExportError)
    expect(error).toMatchObject({ exportId, exportStatus: 'processing' })
    expect(error.message).toContain('waitTimeout')
  })

  it('is looked at once with a waitTimeout of 0', async () => {
    await using server = await startExport(file, { status: 'processing' })
    expect(await failureOf(readDestinations(server, { exportId, waitTimeout: 0 }))).toBeInstanceOf(
      CdrExportError,
    )
    expect(server.requests).toHaveLength(1)
  })

  it('is not missed where it is completed already', async () => {
    await using server = await startExport(file)
    expect(await readDestinations(server, { exportId, waitTimeout: 0 })).toEqual(destinationsOf(50))
  })
})

it('reports another number of rows than the export has', async () => {
  const reported: unknown[] = []
  await using server = await startExport(csvOf(49), { num_calls: 50 })
  const onSchemaIssue = ({ issues }: { issues: readonly unknown[] }) => reported.push(...issues)
  expect(await readDestinations(server, { exportId }, { onSchemaIssue })).toHaveLength(49)
  expect(reported).toEqual([{ field: 'records.length', message: 'Expected 50 as in numCalls, received 49' }])
})
