import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { barChart } from '../src/report/chart.ts'
import { writeReport } from '../src/report/files.ts'
import { circumstances } from '../src/report/machine.ts'
import { betweenMarks, type Measured, reportOf, tableOf } from '../src/report/markdown.ts'
import { aheadOf, least } from '../src/report/section.ts'

const measured = (changes: Partial<Measured>): Measured => ({
  title: 'Bundle size',
  what: 'What was done.',
  header: ['bundle', 'bytes'],
  rows: [['flowroute', '12,000']],
  charts: [],
  targets: [],
  ahead: [],
  failures: [],
  figures: {},
  circumstances: {
    date: '2026-01-15T17:00:00.000Z',
    node: 'v20.20.2',
    platform: 'linux x64',
    cpu: 'A CPU',
    cores: 2,
    memory: 8 * 2 ** 30,
    versions: { ky: '1.14.3' },
  },
  ...changes,
})

const chart = {
  file: 'size',
  title: 'Size <of> "bundles" & more',
  unit: 'kB',
  bars: [
    { label: 'slow', value: 400, isOurs: false },
    { label: 'ours', value: 100, isOurs: true },
    { label: 'small', value: 50, isOurs: false },
  ],
}

const barsOf = (svg: string): { kind: string; width: number }[] =>
  [...svg.matchAll(/<rect class="(\w+)"[^>]* width="([\d.]+)"/g)].map(([, kind = '', width]) => ({
    kind,
    width: Number(width),
  }))

describe('a table', () => {
  it('has the first column to the left and the others to the right', () => {
    expect(tableOf({ header: ['a', 'b'], rows: [['x', '1']] }).split('\n')).toEqual(
      ['| a |  b |', '| :- | -: |', '| x |  1 |'].map((line) =>
        expect.stringMatching(new RegExp(`^${line.replaceAll('|', '\\|').replaceAll(/ +/g, ' *')}$`)),
      ),
    )
  })

  it('keeps a bar within its cell', () => {
    const [, , row] = tableOf({ header: ['a', 'b'], rows: [['x|y', '1']] }).split('\n')
    expect(row).toContain('x\\|y')
  })
})

describe('a document', () => {
  it('gets a text between its marks and keeps the rest', () => {
    const document = 'before\n<!-- results -->\nold\n<!-- /results -->\nafter\n'
    const once = betweenMarks(document, 'new')
    expect(once).toBe('before\n<!-- results -->\n\nnew\n\n<!-- /results -->\nafter\n')
    expect(betweenMarks(once, 'new')).toBe(once)
  })

  it.each(['no marks', '<!-- /results --> <!-- results -->', '<!-- results -->'])(
    'of %j is refused',
    (document) => {
      expect(() => betweenMarks(document, 'new')).toThrow('the document has no <!-- results -->')
    },
  )
})

describe('the report', () => {
  it('tells machine, versions and date', () => {
    const text = reportOf({ size: measured({}) })
    expect(text).toContain('Measured on A CPU, 2 cores, 8.0 GiB; linux x64, Node 20.20.2.')
    expect(text).toContain('Compared with ky 1.14.3.')
    expect(text).toContain('What was done. 2026-01-15.')
  })

  it('says which targets are met and where others are ahead', () => {
    const targets = [
      { text: 'small', figure: '5', isMet: true },
      { text: 'tiny', figure: '6', isMet: false },
    ]
    const text = reportOf({ size: measured({ targets, ahead: ['ky needs less.'] }) })
    expect(text).toContain('- Met: small – 5\n- **Not met**: tiny – 6')
    expect(text).toContain('Where others are ahead:\n\n- ky needs less.')
  })

  it('is in the order of the measures, whichever was taken last', () => {
    const text = reportOf({ list: measured({ title: 'List' }), size: measured({ title: 'Size' }) })
    expect(text.indexOf('### Size')).toBeLessThan(text.indexOf('### List'))
  })

  it('names every machine that had a part', () => {
    const other = { ...measured({}).circumstances, cpu: 'Another CPU' }
    const text = reportOf({ size: measured({}), list: measured({ circumstances: other }) })
    expect(text).toContain('Measured on A CPU, 2 cores')
    expect(text).toContain('; and on Another CPU, 2 cores')
  })

  it('keeps what other measures have written', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'benchmark-test-'))
    try {
      await mkdir(join(folder, 'charts'))
      await writeFile(join(folder, 'README.md'), '# Title\n\n<!-- results -->\n<!-- /results -->\n')
      await writeReport(folder, { size: measured({ title: 'Size', charts: [chart] }) })
      await writeReport(folder, { list: measured({ title: 'List' }) })
      const readme = await readFile(join(folder, 'README.md'), 'utf8')
      expect(readme).toMatch(
        /^# Title\n[\s\S]*### Size[\s\S]*charts\/size\.svg[\s\S]*### List[\s\S]*<!-- \/results -->\n$/,
      )
      const results = JSON.parse(await readFile(join(folder, 'results.json'), 'utf8'))
      expect(Object.keys(results)).toEqual(['size', 'list'])
      expect(await readdir(join(folder, 'charts'))).toEqual(['size.svg'])
      expect(await readFile(join(folder, 'charts', 'size.svg'), 'utf8')).toBe(barChart(chart))
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

describe('a chart', () => {
  it('has bars as long as their values, shortest first', () => {
    const bars = barsOf(barChart(chart))
    expect(bars.map(({ kind }) => kind)).toEqual(['other', 'ours', 'other'])
    const [small = 0, ours = 0, slow = 0] = bars.map(({ width }) => width)
    expect(slow / ours).toBeCloseTo(4)
    expect(ours / small).toBeCloseTo(2)
    // Whatever the values, the longest takes all the room there is.
    const tiny = { ...chart, bars: chart.bars.map((bar) => ({ ...bar, value: bar.value / 1_000 })) }
    expect(barsOf(barChart(tiny)).at(-1)?.width).toBe(slow)
  })

  it('tells each figure and its ratio to ours', () => {
    const svg = barChart(chart)
    expect(svg).toContain('>400 kB · 4.00×<')
    expect(svg).toContain('>50.0 kB · 0.50×<')
    expect(svg).toContain('>100 kB<')
  })

  it('holds others against the first of ours where there are more', () => {
    const bars = [
      { label: 'fast', value: 10, isOurs: true },
      { label: 'plain', value: 20, isOurs: true },
    ]
    expect(barChart({ ...chart, bars })).toContain('>20.0 kB · 2.00×<')
  })

  it('is well-formed whatever its texts are', () => {
    const svg = barChart(chart)
    expect(svg).toContain('<title>Size &lt;of&gt; &quot;bundles&quot; &amp; more</title>')
    expect(svg).not.toContain('<of>')
  })

  it('has colours for dark pages', () => {
    expect(barChart(chart)).toContain('@media (prefers-color-scheme: dark)')
  })
})

describe('figures', () => {
  const ours = { name: 'ours', value: 100 }

  it('tell who needs less, and say nothing of the others', () => {
    const others = [
      { name: 'quick', value: 50 },
      { name: 'equal', value: 100 },
      { name: 'slow', value: 200 },
    ]
    expect(aheadOf(ours, others, 'time')).toEqual(['quick needs 0.50× our time.'])
  })

  it('have a least', () => {
    expect(
      least([
        { name: 'a', value: 3 },
        { name: 'b', value: 1 },
        { name: 'c', value: 2 },
      ]).name,
    ).toBe('b')
    expect(() => least([])).toThrow('there are no figures')
  })
})

describe('the circumstances', () => {
  it('are those of this machine', async () => {
    const found = await circumstances([], new Date('2026-01-15T17:00:00Z'))
    expect(found).toMatchObject({ date: '2026-01-15T17:00:00.000Z', node: process.version, versions: {} })
    expect(found.cores).toBeGreaterThan(0)
    expect(found.cpu).not.toBe('')
  })
})
