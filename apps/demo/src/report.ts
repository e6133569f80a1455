import { styleText } from 'node:util'
import { SingleBar } from 'cli-progress'
import Table from 'cli-table3'

/** What a step shows of its result: a table's rows (the first row's keys are its columns), or a sentence. */
export type Shown = string | readonly Readonly<Record<string, unknown>>[]

/** Tells how far something is: how much of it is done, and a remark. */
export type Progress = (done: number, remark: string) => void

/** Where a program tells what it does. */
export interface Report {
  /** Opens a program. */
  begin(title: string): void
  /** Does one thing and shows what came of it. */
  step<T>(title: string, work: () => PromiseLike<T>, show: (result: T) => Shown): Promise<T>
  /** Does one thing that takes a while, and tells how far it is: each tenth of its total, or a bar on a terminal. */
  follow<T>(
    title: string,
    total: number,
    work: (progress: Progress) => Promise<T>,
    show: (result: T) => Shown,
  ): Promise<T>
  /** Says why something is not done. */
  skip(title: string, why: string): void
  /** Closes a program with what came of it all. */
  end(summary: string): void
}

type Print = (text: string) => void

/**
 * A report for people: numbered steps, short tables, the time each took.
 *
 * @param terminal where progress bars are drawn; without it, progress is lines of text
 */
export function textReport(print: Print, terminal?: NodeJS.WriteStream): Report {
  let count = 0
  let started = 0
  const heading = (title: string, right: string): void => {
    count++
    print(
      `\n${styleText('cyan', String(count).padStart(2))}  ${styleText('bold', title)}  ${styleText('dim', right)}`,
    )
  }
  return {
    begin(title) {
      count = 0
      started = performance.now()
      print(`\n${styleText(['bold', 'inverse'], ` ${title} `)}`)
    },
    async step(title, work, show) {
      const start = performance.now()
      try {
        const result = await work()
        heading(title, duration(start))
        print(indent(render(show(result))))
        return result
      } catch (error) {
        heading(title, duration(start))
        throw error
      }
    },
    async follow(title, total, work, show) {
      heading(title, '')
      const start = performance.now()
      const bar = terminal === undefined ? lines(total, print) : barOn(terminal, total)
      const result = await work(bar.update).finally(bar.stop)
      print(indent(`${render(show(result))}  ${styleText('dim', duration(start))}`))
      return result
    },
    skip(title, why) {
      heading(title, '')
      print(indent(styleText('yellow', `skipped: ${why}`)))
    },
    end(summary) {
      print(`\n${styleText('green', '✔')} ${summary} ${styleText('dim', `(${duration(started)})`)}\n`)
    },
  }
}

/** A report for programs: each step's raw result, as one JSON document per demo. */
export function jsonReport(print: Print): Report {
  let program = ''
  let steps: unknown[] = []
  return {
    begin(title) {
      program = title
      steps = []
    },
    async step(title, work) {
      const result = await work()
      steps.push({ step: title, result })
      return result
    },
    async follow(title, total, work) {
      const progress: { done: number; remark: string }[] = []
      const isNews = eachTenth(total)
      const result = await work((done, remark) => {
        if (isNews(done)) progress.push({ done, remark })
      })
      steps.push({ step: title, total, progress, result })
      return result
    },
    skip(title, why) {
      steps.push({ step: title, skipped: why })
    },
    end(summary) {
      print(JSON.stringify({ program, steps, summary }, null, 2))
    },
  }
}

/** How progress is shown. */
interface Bar {
  update: Progress
  stop(): void
}

function barOn(stream: NodeJS.WriteStream, total: number): Bar {
  const bar = new SingleBar({
    stream,
    format: `    {bar} {percentage} %  {value} of {total}  ${styleText('dim', '{remark}')}`,
    barsize: 32,
    barCompleteChar: '━',
    barIncompleteChar: ' ',
    hideCursor: true,
  })
  bar.start(total, 0, { remark: '' })
  return { update: (done, remark) => bar.update(done, { remark }), stop: () => bar.stop() }
}

function lines(total: number, print: Print): Bar {
  const isNews = eachTenth(total)
  return {
    update(done, remark) {
      if (!isNews(done)) return
      const share = `${Math.floor((done * 100) / total)} %`.padStart(5)
      print(indent(`${share}  ${done} of ${total}  ${remark}`))
    },
    stop() {},
  }
}

/** Says whether another tenth of the total is reached. */
function eachTenth(total: number): (done: number) => boolean {
  let told = 0
  return (done) => {
    const tenth = Math.floor((done * 10) / total)
    if (tenth <= told) return false
    told = tenth
    return true
  }
}

function duration(start: number): string {
  const milliseconds = performance.now() - start
  return milliseconds < 1_000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1_000).toFixed(1)} s`
}

function render(shown: Shown): string {
  if (typeof shown === 'string') return shown
  const [first] = shown
  if (first === undefined) return styleText('dim', 'none')
  const columns = Object.keys(first)
  const table = new Table({
    head: columns.map((column) => styleText('dim', column)),
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 2 },
    chars: borderless,
  })
  for (const row of shown) table.push(columns.map((column) => cell(row[column])))
  return table.toString()
}

const borderless = Object.fromEntries(
  ['top', 'bottom', 'left', 'right', 'mid', 'middle']
    .flatMap((side) => [side, `${side}-mid`, `${side}-left`, `${side}-right`])
    .map((name) => [name, '']),
)

function cell(value: unknown): string {
  if (value === undefined || value === null || value === '') return styleText('dim', '–')
  return value instanceof Date ? value.toISOString().replace('T', ' ').slice(0, 19) : String(value)
}

function indent(text: string): string {
  return text.replace(/^/gm, '    ').trimEnd()
}
