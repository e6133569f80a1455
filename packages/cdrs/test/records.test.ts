import { gunzipSync, gzipSync } from 'node:zlib'
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
  january,
  readDestinations,
  sendFile,
  startExport,
} from './support.ts'

const file = gzip(csvOf(50))

describe('records', () => {
  it('creates an export, waits until it is completed, and reads its rows', async () => {
    await using server = await startExport(file, { status: 'processing' }, { status: 'processing' }, {})
    const options: RecordsOptions = { ...january, pollInterval: 1 }
    expect(await readDestinations(server, options)).toEqual(destinationsOf(50))
    const asked = server.requests.map(({ method, path }) => `${method} ${path}`)
    expect(asked[0]).toBe('POST /v2/cdrs/exports')
    expect(asked.slice(1, -1)).toEqual(Array(asked.length - 2).fill(`GET /v2/cdrs/exports/${exportId}`))
    expect(server.downloads).toHaveLength(1)
  })

  it('downloads without credentials and without the headers of the call', async () => {
    await using server = await startExport(file)
    await cdrsAt(server)
      .records({ exportId }, { headers: { 'x-mine': 'a' } })
      .toArray()
    expect(server.downloads[0]?.headers).not.toHaveProperty('authorization')
    expect(server.downloads[0]?.headers).not.toHaveProperty('x-mine')
  })

  it('reads every column', async () => {
    await using server = await startExport(gzip(`${columnNames},a_new_column\n${csvRow(7).trimEnd()},news\n`))
    expect(await cdrsAt(server, { strict: true }).records({ exportId }).toArray()).toEqual([
      {
        direction: 'Outbound',
        startTime: new Date('2019-06-25T18:18:54Z'),
        endTime: new Date('2019-06-25T18:19:31Z'),
        destination: '18775550007',
        numberAlias: 'Office Line 2',
        callerid: '+12065550100',
        totalCost: '0.01764000',
        totalCostNanodollars: 17_640_000,
        destinationName: 'UNITED STATES - TOLL FREE',
        calleridCountry: 'N/A',
        lineInformation: '61',
        result: 'completed',
        callFailSipCode: 200,
        callFailReason: 'OK',
        duration: 37,
        billedDuration: 42,
        rate: '0.009800',
        rateNanodollars: 9_800_000,
        firstIncrement: 6,
        subsequentIncrement: 6,
        costSubtotal: '0.01764000',
        costSubtotalNanodollars: 17_640_000,
        connectFee: '0.0000',
        connectFeeNanodollars: 0,
        usfFee: '0.00230112',
        usfFeeNanodollars: 2_301_120,
        ccrf: '0.00230112',
        ccrfNanodollars: 2_301_120,
        cnamLookupFee: '0.00000000',
        cnamLookupFeeNanodollars: 0,
        customXTag: null,
        customerIp: '198.51.100.7:5080',
        aNewColumn: 'news',
      },
    ])
  })

  test.each<[string, Uint8Array | string]>([
    ['not compressed, since the platform has unpacked it already', csvOf(50)],
    [
      'in several members',
      Buffer.concat([gzip(csvOf(20)), gzip(Array.from({ length: 30 }, (_, i) => csvRow(20 + i)).join(''))]),
    ],
    ['with a byte order mark', gzip(`\uFEFF${csvOf(50)}`)],
    ['with line ends of Windows', gzip(csvOf(50).replaceAll('\n', '\r\n'))],
    ['without a line end at its end', gzip(csvOf(50).trimEnd())],
    [
      'with quoted line breaks and commas',
      gzip(csvOf(50).replaceAll('Office Line 2', '"Office, ""Line"" 2\nSeattle"')),
    ],
    [
      'with its columns in another order',
      gzip(
        csvOf(50)
          .trimEnd()
          .split('\n')
          .map((line) => line.split(',').toReversed().join(','))
          .join('\n'),
      ),
    ],
  ])('reads a file %s', async (_, content) => {
    await using server = await startExport(content)
    expect(await readDestinations(server)).toEqual(destinationsOf(50))
  })

  it('reads nothing of an export without calls', async () => {
    await using server = await startExport(() => ({ status: 404 }), { num_calls: 0 })
    expect(await readDestinations(server)).toEqual([])
    expect(server.downloads).toEqual([])
  })

  it('ends the download when the loop ends', async () => {
    const many = gzip(csvOf(200_000))
    let isClosed: Promise<void> = Promise.resolve()
    await using server = await startExport((_request, response) => {
      isClosed = new Promise((resolve) => response.once('close', resolve))
      return sendFile(response, many)
    })
    for await (const { destination } of cdrsAt(server).records({ exportId })) {
      expect(destination).toBe('18775550000')
      break
    }
    await isClosed
  })

  it('ends on its signal', async () => {
    const controller = new AbortController()
    await using server = await startExport(file)
    const error = await failureOf(
      (async () => {
        for await (const _ of cdrsAt(server).records({ exportId }, { signal: controller.signal })) {
          controller.abort('enough')
        }
      })(),
    )
    expect(error).toMatchObject({ name: 'AbortedError', cause: 'enough' })
  })
})

describe('a file that cannot be read', () => {
  const damaged = Buffer.from(file)
  damaged[damaged.length - 6] = (damaged[damaged.length - 6] ?? 0) ^ 0xff

  test.each<[string, Uint8Array | string, RecordsOptions, string]>([
    ['with a wrong checksum', damaged, { exportId }, 'ResponseFormatError'],
    [
      'that ends too early, under its own length',
      file.subarray(0, file.length - 20),
      { exportId },
      'ResponseFormatError',
    ],
    ['that is a page', '<html>Sign in</html>', { exportId }, 'ResponseFormatError'],
    ['that is empty', '', { exportId }, 'ResponseFormatError'],
    [
      'that is larger than maxDownloadBytes',
      file,
      { exportId, maxDownloadBytes: 100 },
      'ResponseFormatError',
    ],
    [
      'that unpacks to more than maxBytes',
      gzip('a'.repeat(5_000_000)),
      { exportId, maxBytes: 1_000_000 },
      'ResponseFormatError',
    ],
    [
      'with a row longer than maxRowBytes',
      gzip(`${columnNames}\n${'a'.repeat(70_000)}`),
      { exportId },
      'ResponseFormatError',
    ],
  ])('%s', async (_, content, options, name) => {
    await using server = await startExport(content)
    const error = await failureOf(readDestinations(server, options, {}, { backoff: { base: 0 } }))
    expect(error.name).toBe(name)
    expect(error.message.length).toBeLessThan(1_000)
    expect(`${error.stack}${JSON.stringify(error)}`).not.toContain('5ec7e7')
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
    })
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

  it('because the export is not completed in time', async () => {
    await using server = await startExport(file, { status: 'processing' })
    const error = await failureOf(readDestinations(server, { exportId, waitTimeout: 50, pollInterval: 1 }))
    expect(error).toBeInstanceOf(CdrExportError)
    expect(error.message).toContain('processing')
  })
})

test('the file of these tests is what it says', () => {
  expect(gunzipSync(file).toString()).toBe(csvOf(50))
})
