import { styleText } from 'node:util'
import Table from 'cli-table3'
import type { Consumer } from './consumers.ts'
import type { Row } from './runtimes/runtime.ts'

/** A failure is explained in so many lines at most. */
const linesAtMost = 30

/** The table of runtimes by packages, with what failed explained below it. */
export function renderMatrix(rows: readonly Row[], consumers: readonly Consumer[]): string {
  const table = new Table({
    head: ['', 'version', ...consumers.map(({ name }) => name)],
    style: { head: [], border: [], compact: true },
    colAligns: ['left', 'left', ...consumers.map(() => 'center' as const)],
  })
  for (const row of rows) {
    table.push([row.title, row.version, ...consumers.map((consumer) => mark(row, consumer))])
  }
  const explained = failures(rows, consumers).map(
    ({ title, name, why }) => `${styleText('red', `✘ ${name} in ${title}`)}\n${indent(why)}`,
  )
  const notes = rows.flatMap((row) => row.notes ?? [])
  return [table.toString(), ...(notes.length > 0 ? [notes.join('\n')] : []), ...explained].join('\n\n')
}

/** All that failed. */
export function failures(
  rows: readonly Row[],
  consumers: readonly Consumer[],
): { title: string; name: string; why: string }[] {
  return rows.flatMap((row) =>
    consumers.flatMap((consumer) => {
      const outcome = row.outcomes.get(consumer) ?? { passed: false, why: 'It was not tried.' }
      return outcome.passed === false ? [{ title: row.title, name: consumer.name, why: outcome.why }] : []
    }),
  )
}

function mark(row: Row, consumer: Consumer): string {
  switch (row.outcomes.get(consumer)?.passed) {
    case true:
      return styleText('green', '✔')
    case undefined:
      return row.outcomes.has(consumer) ? '–' : styleText('red', '✘')
    default:
      return styleText('red', '✘')
  }
}

function indent(text: string): string {
  const lines = text.split('\n')
  const shown = lines.slice(0, linesAtMost)
  const rest = lines.length - shown.length
  return [...shown, ...(rest > 0 ? [`… and ${rest} lines more`] : [])].map((line) => `    ${line}`).join('\n')
}
