import { once } from 'node:events'
import { startServer } from '@flowroute/testing'
import { describe, expect, it, test } from 'vitest'
import type { RecordsOptions } from '../src/index.ts'
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
    [
      'with a byte order mark before a quoted name',
      gzip(`\uFEFF${csvOf(50).replace('direction', '"direction"')}`),
    ],
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
    const content = Buffer.from(csvOf(1_000))
    let isClosed: Promise<unknown> | undefined
    await using server = await startExport((_request, response) => {
      isClosed = once(response, 'close')
      response.writeHead(200, { 'content-length': content.length })
      // The rest never comes: only the client can end this response.
      return void response.write(content.subarray(0, 100_000))
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

  it('end on their signal while they wait for the export', async () => {
    const controller = new AbortController()
    await using server = await startServer(() => {
      queueMicrotask(() => controller.abort('enough'))
      return { body: exportDocument({ status: 'processing' }) }
    })
    const records = cdrsAt(server).records({ exportId }, { signal: controller.signal })
    expect(await failureOf(records.toArray())).toMatchObject({ name: 'AbortedError' })
  })

  it('read the same export when they are iterated again', async () => {
    await using server = await startExport(file)
    const records = cdrsAt(server).records(january)
    expect(records.exportId).toBeUndefined()
    expect(await records.toArray()).toHaveLength(50)
    expect(records.exportId).toBe(exportId)
    expect(await records.toArray()).toHaveLength(50)
    expect(server.requests.filter(({ method }) => method === 'POST')).toHaveLength(1)
  })

  it('are at most as many as toArray expects', async () => {
    await using server = await startExport(file)
    const records = cdrsAt(server).records({ exportId })
    expect(await records.toArray({ max: 50 })).toHaveLength(50)
    expect(await failureOf(records.toArray({ max: 49 }))).toMatchObject({ issues: [{ field: 'max' }] })
  })

  it('are downloaded by the fetch of the options', async () => {
    await using server = await startExport(file)
    const asked: Request[] = []
    const own = (request: Request): Promise<Response> => {
      asked.push(request)
      return fetch(request)
    }
    expect(await readDestinations(server, { exportId }, {}, { fetch: own })).toHaveLength(50)
    expect(asked.map(({ method, redirect }) => ({ method, redirect }))).toEqual([
      { method: 'GET', redirect: 'manual' },
    ])
  })
})
