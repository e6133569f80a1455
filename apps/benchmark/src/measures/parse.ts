import { hire } from '../hire.ts'
import { aheadOf, type Section } from '../report/section.ts'
import { numberText, ratioText, type Spread, spread } from '../statistics.ts'
import type { Subject } from '../subjects/subject.ts'
import type { ParseFigures } from '../tasks/parse.ts'
import { alternate, type Conditions, ensure } from './measure.ts'

const able = ['flowroute', 'telnyx', 'openai', 'fetch', 'ky']

/** Decodes a page of 200 records. */
export async function parse({ subjects, isShort, rounds = isShort ? 1 : 5 }: Conditions): Promise<Section> {
  const candidates = subjects.filter(({ name }) => able.includes(name))
  const found = new Map<Subject, ParseFigures[]>()
  await alternate(rounds, candidates, async (subject) => {
    await using worker = hire()
    const figures = await worker.run('parse', { name: subject.name, time: isShort ? 400 : 1_000 })
    ensure(found, subject, () => [] as ParseFigures[]).push(figures)
  })
  const rows = [...found].map(([{ name, kind }, figures]) => {
    const of = (figure: (figures: ParseFigures) => number): Spread => spread(figures.map(figure))
    return {
      name,
      isOurs: kind === 'ours',
      bytes: figures[0]?.bytes ?? 0,
      parse: of((one) => one.parse),
      read: of((one) => one.read),
      page: of((one) => one.page),
      // What a page costs over an empty one: reading, parsing, decoding and checking its records.
      decode: of((one) => one.page - one.empty),
      ratio: of((one) => one.ratio),
    }
  })
  const [ours] = rows
  if (ours === undefined) throw new Error('nothing was measured')
  const microseconds = (milliseconds: Spread): string => numberText(milliseconds.median * 1_000)
  return {
    title: 'Decode',
    what: 'A page of 200 records, handed over as a `Response` by a `fetch` of the caller’s; medians of CPU time in µs. “Decode” is the call less the same call with an empty page: reading the text, `JSON.parse`, and whatever is made of it and checked. `JSON.parse` is of the same text; services wrap records differently, so that texts differ in length. Only clients that take a `fetch` can be measured so.',
    header: [
      'client',
      'kB',
      'JSON.parse',
      'text() and JSON.parse',
      'call',
      'decode',
      'decode against JSON.parse',
      'against flowroute',
    ],
    rows: rows.map((row) => [
      row.name,
      numberText(row.bytes / 1_000, 1),
      microseconds(row.parse),
      microseconds(row.read),
      microseconds(row.page),
      microseconds(row.decode),
      ratioText(row.ratio.median, 1),
      ratioText(row.decode.median, ours.decode.median),
    ]),
    charts: [
      {
        file: 'parse',
        title: 'A page of 200 records, decoded, against JSON.parse of its text',
        unit: '×',
        bars: rows.map(({ name, ratio, isOurs }) => ({ label: name, value: ratio.median, isOurs })),
      },
    ],
    targets: [
      {
        text: 'at most 3.5 times JSON.parse of the same text',
        figure: ratioText(ours.ratio.median, 1),
        isMet: ours.ratio.median <= 3.5,
      },
    ],
    ahead: aheadOf(
      { name: ours.name, value: ours.decode.median },
      rows.slice(1).map(({ name, decode }) => ({ name, value: decode.median })),
      'time to decode a page',
    ),
    failures: [],
    figures: rows,
  }
}
