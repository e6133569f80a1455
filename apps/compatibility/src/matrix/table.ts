import { styleText } from 'node:util'
import Table from 'cli-table3'
import type { Project } from './project.ts'
import type { Row } from './target.ts'

/** How many lines of a failure are printed. */
const maxLines = 30

/** The table, with the reason of every failure below it. */
export function renderMatrix(rows: readonly Row[], projects: readonly Project[]): string {
  const table = new Table({
    head: ['', 'version', ...projects.map(({ name }) => name)],
    style: { head: [], border: [], compact: true },
    colAligns: ['left', 'left', ...projects.map(() => 'center' as const)],
  })
  for (const row of rows) {
    table.push([row.title, row.version, ...projects.map((project) => mark(row, project))])
  }
  const reasons = failures(rows, projects).map(
    ({ title, name, reason }) => `${styleText('red', `✘ ${name} in ${title}`)}\n${indent(reason)}`,
  )
  const notes = rows.flatMap((row) => row.notes ?? [])
  return [table.toString(), ...(notes.length > 0 ? [notes.join('\n')] : []), ...reasons].join('\n\n')
}

/** Every failed cell of the table. */
export function failures(
  rows: readonly Row[],
  projects: readonly Project[],
): { title: string; name: string; reason: string }[] {
  return rows.flatMap((row) =>
    projects.flatMap((project) => {
      const outcome = row.outcomes.get(project) ?? { passed: false, reason: 'It was not tried.' }
      return outcome.passed === false
        ? [{ title: row.title, name: project.name, reason: outcome.reason }]
        : []
    }),
  )
}

function mark(row: Row, project: Project): string {
  switch (row.outcomes.get(project)?.passed) {
    case true:
      return styleText('green', '✔')
    case undefined:
      return row.outcomes.has(project) ? '–' : styleText('red', '✘')
    default:
      return styleText('red', '✘')
  }
}

function indent(text: string): string {
  const lines = text.split('\n')
  const shown = lines.slice(0, maxLines)
  const rest = lines.length - shown.length
  return [...shown, ...(rest > 0 ? [`… ${rest} more lines`] : [])].map((line) => `    ${line}`).join('\n')
}
