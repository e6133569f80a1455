import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { breaking, type End, rangeAnswers } from './breaking.ts'
import { type Random, randomFrom } from './random.ts'
import {
  cdrsAt,
  columnNames,
  csvOf,
  csvRow,
  destinationsOf,
  exportId,
  failureOf,
  gzip,
  readDestinations,
  startExport,
} from './support.ts'

const aliases: readonly [string, ...string[]] = [
  'Office',
  '"Office, Seattle"',
  '"two\nlines"',
  '"said ""hello"""',
  'Zürich 📞',
  '',
]

/** A file with random rows, as text, and what is expected of it: its destinations and aliases. */
function randomFile(random: Random): { text: string; expected: unknown[] } {
  const expected: unknown[] = []
  const lineEnd = random.pick(['\n', '\r\n'])
  let text = `${random.onceIn(4) ? '\uFEFF' : ''}${columnNames}${lineEnd}`
  const count = random.below(random.pick([3, 100, 2_000]))
  for (let index = 0; index < count; index++) {
    const alias = random.pick(aliases)
    text += csvRow(index)
      .replace('Office Line 2', alias)
      .replace('0.01764000', `0.0${random.below(1e9)}`)
      .replace(/\n$/, lineEnd)
    expected.push([
      destinationsOf(1, index)[0],
      alias === '' ? null : alias.replace(/^"|"$/g, '').replaceAll('""', '"'),
    ])
  }
  return { text: random.onceIn(2) ? text : text.slice(0, -lineEnd.length), expected }
}

/** The bytes of the file: one gzip member or several, or not compressed. */
function randomBytes(random: Random, text: string): Uint8Array {
  const bytes = Buffer.from(text)
  if (random.onceIn(8)) return bytes
  const cuts = Array.from({ length: random.pick([0, 0, 1, 4]) }, () => random.below(bytes.length))
  const bounds = [0, ...cuts.toSorted((a, b) => a - b), bytes.length]
  const level = random.below(10)
  return Buffer.concat(
    bounds.slice(1).map((bound, index) => gzipSync(bytes.subarray(bounds[index], bound), { level })),
  )
}

function randomEnd(random: Random, length: number): End {
  if (random.onceIn(5)) return { status: random.pick([403, 429, 500, 503]) }
  return { after: random.below(length) }
}

/** `CDRS_RUNS=1000` for the figure in the README. */
const runs = Number(process.env['CDRS_RUNS'] ?? 20)

describe('no row is lost or repeated', () => {
  it.each(rangeAnswers.slice(0, 2))(
    'when the connection breaks after any byte, and the storage answers with %s',
    async (answer) => {
      const content = gzip('start_time,destination\n2026-01-01 00:00:00+00,1\n2026-01-01 00:00:00+00,2\n')
      let cut = 0
      // The first request for each offset, and those after it.
      let isBroken = false
      await using server = await startExport((request, response, socket) => {
        const ends: End[] = isBroken ? [] : [{ after: cut }]
        isBroken = true
        return breaking(content, ends, answer)({ ...request, number: 1 }, response, socket)
      })
      const cdrs = cdrsAt(server)
      for (; cut < content.length; cut++) {
        isBroken = false
        const records = await cdrs.records({ exportId }).toArray()
        expect([cut, ...records.map(({ destination }) => destination)]).toEqual([cut, '1', '2'])
      }
      expect(server.downloads).toHaveLength(2 * content.length)
    },
  )

  it.each(rangeAnswers)(
    'when connections break at random, and the storage answers a request for the rest with %s',
    async (answer) => {
      const total = { continued: 0, requests: 0 }
      for (let seed = rangeAnswers.indexOf(answer); seed < runs; seed += rangeAnswers.length) {
        const random = randomFrom(seed)
        const { text, expected } = randomFile(random)
        const content = randomBytes(random, text)
        const ends = Array.from({ length: random.below(6) }, () => randomEnd(random, content.length))
        const tag = random.pick(['"e1"', '"e1"', '"e1"', 'W/"e1"', ''])
        // Each look at the export gives another link, so that one which is refused can be replaced.
        let looks = 0
        await using server = await startExport(breaking(content, ends, answer, tag), {
          get download_url() {
            return `${server.url}/files/calls.csv.gz?look=${++looks}`
          },
        })
        const records = await cdrsAt(server).records({ exportId }).toArray()
        const read = records.map(({ destination, numberAlias }) => [destination, numberAlias])
        expect({ seed, read }).toEqual({ seed, read: expected })
        total.requests += server.downloads.length
        total.continued += server.downloads.filter(({ headers }) => headers['range'] !== undefined).length
      }
      expect(total.continued).toBeGreaterThan(0)
      if (runs >= 1_000) console.info(answer, total)
    },
    1_800_000,
  )
})

describe('a download', () => {
  const file = gzip(csvOf(50))

  it('that breaks too often is an error', async () => {
    const ends = Array<End>(20).fill({ after: 0 })
    await using server = await startExport(breaking(file, ends, 'the part'))
    const error = await failureOf(readDestinations(server))
    expect(error).toMatchObject({ name: 'ConnectionError', attempts: 6 })
  })

  it('is tried as often as it goes on: retries count failures in a row', async () => {
    const ends = Array<End>(20).fill({ after: 10 })
    await using server = await startExport(breaking(file, ends, 'the part'))
    expect(await readDestinations(server)).toEqual(destinationsOf(50))
    expect(server.downloads).toHaveLength(21)
  })

  it('that is not to be retried is not', async () => {
    await using server = await startExport(breaking(file, [{ after: 10 }], 'the part'))
    const records = cdrsAt(server).records({ exportId }, { retries: 0 })
    expect(await failureOf(records.toArray())).toMatchObject({ name: 'ConnectionError', attempts: 1 })
  })

  it('asks for the rest of the very file whose beginning it has', async () => {
    await using server = await startExport(breaking(file, [{ after: 100 }], 'the part'))
    await readDestinations(server)
    expect(server.downloads[1]?.headers).toMatchObject({ range: 'bytes=100-', 'if-range': '"e1"' })
  })

  it('that ends before its announced length is continued, where the platform does not notice', async () => {
    await using server = await startExport(breaking(file, [], 'the part'))
    let isFirst = true
    const own = async (request: Request): Promise<Response> => {
      const response = await fetch(request)
      if (!isFirst) return response
      isFirst = false
      const bytes = await response.arrayBuffer()
      return new Response(bytes.slice(0, 100), { headers: response.headers })
    }
    expect(await readDestinations(server, { exportId }, {}, { fetch: own })).toEqual(destinationsOf(50))
    expect(server.downloads[1]?.headers['range']).toBe('bytes=100-')
  })

  it('that stops is continued after the timeout', async () => {
    await using server = await startExport((request, response, socket) => {
      if (request.number > 1) return breaking(file, [], 'the part')(request, response, socket)
      response.writeHead(200, { 'content-length': file.length, etag: '"e1"' })
      return void response.write(file.subarray(0, 100))
    })
    const records = await cdrsAt(server).records({ exportId }, { timeout: 200, retries: 100 }).toArray()
    expect(records.map(({ destination }) => destination)).toEqual(destinationsOf(50))
    expect(server.downloads.at(-1)?.headers['range']).toMatch(/^bytes=\d+-$/)
  })

  it('begins again where the rest is damaged: the storage sent other bytes than it says', async () => {
    const half = Math.floor(file.length / 2)
    await using server = await startExport((request, response, socket) => {
      const { number, headers } = request
      if (number === 1) {
        response.writeHead(200, { 'content-length': file.length, etag: '"e1"' })
        return void response.write(file.subarray(0, half), () => response.destroy())
      }
      if (headers['range'] === undefined) return breaking(file, [], 'the part')(request, response, socket)
      // The wrong part, under the right name.
      response.writeHead(206, {
        'content-range': `bytes ${half}-${file.length - 1}/${file.length}`,
        etag: '"e1"',
        'content-length': file.length - half,
      })
      return void response.end(file.subarray(0, file.length - half))
    })
    expect(await readDestinations(server)).toEqual(destinationsOf(50))
  })

  it('of a file that is another one by then is an error, where rows were read already', async () => {
    // Far more than fits into one step, so that rows are given before the connection breaks.
    const many = csvOf(5_000)
    const other = many.replace('UNITED STATES', 'UNITED_STATES')
    await using server = await startExport((request, response, socket) => {
      const first = breaking(Buffer.from(many), [{ after: 1_000_000 }], 'the whole file')
      const second = breaking(Buffer.from(other), [], 'the whole file')
      return (request.number === 1 ? first : second)(request, response, socket)
    })
    const seen: (string | null)[] = []
    const error = await failureOf(
      (async () => {
        for await (const { destination } of cdrsAt(server).records({ exportId })) seen.push(destination)
      })(),
    )
    expect(error).toMatchObject({ name: 'ResponseFormatError', message: expect.stringContaining('changed') })
    expect(seen.length).toBeGreaterThan(0)
    expect(seen).toEqual(destinationsOf(5_000).slice(0, seen.length))
  })
})
