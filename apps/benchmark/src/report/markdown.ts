import { markdownTable } from 'markdown-table'
import { numberText } from '../statistics.ts'
import type { Circumstances } from './machine.ts'
import { type MeasureName, measureNames, type Section } from './section.ts'

/** A section with where and when it was measured. */
export interface Measured extends Section {
  circumstances: Circumstances
}

export type Results = { [Name in MeasureName]?: Measured }

/** A section's table; what is not the first column is to the right. */
export function tableOf({ header, rows }: Pick<Section, 'header' | 'rows'>): string {
  const cells = [header, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')))
  return markdownTable(cells, { align: header.map((_, column) => (column === 0 ? 'l' : 'r')) })
}

const where = ({ cpu, cores, memory, node, platform }: Circumstances): string =>
  `${cpu}, ${cores} cores, ${numberText(memory / 2 ** 30, 1)} GiB; ${platform}, Node ${node.slice(1)}`

/** All that was measured, as it stands in the README. */
export function reportOf(results: Results): string {
  const sections = measureNames.flatMap((name) => results[name] ?? [])
  const versions = Object.assign({}, ...sections.map(({ circumstances }) => circumstances.versions))
  const machines = new Set(sections.map(({ circumstances }) => where(circumstances)))
  const compared = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  return [
    `Measured on ${[...machines].join('; and on ')}.`,
    ...(compared.length === 0 ? [] : [`Compared with ${compared.join(', ')}.`]),
    ...sections.map(sectionText),
  ].join('\n\n')
}

function sectionText(section: Measured): string {
  const { title, what, charts, targets, ahead, circumstances } = section
  const outcome = targets.map(
    ({ text, figure, isMet }) => `- ${isMet ? 'Met' : '**Not met**'}: ${text} – ${figure}`,
  )
  return [
    `### ${title}`,
    `${what} ${circumstances.date.slice(0, 10)}.`,
    ...charts.map(({ file, title }) => `![${title}](charts/${file}.svg)`),
    tableOf(section),
    ...(outcome.length === 0 ? [] : [`Targets:\n\n${outcome.join('\n')}`]),
    ...(ahead.length === 0
      ? []
      : [`Where others are ahead:\n\n${ahead.map((line) => `- ${line}`).join('\n')}`]),
  ].join('\n\n')
}

const start = '<!-- results -->'
const end = '<!-- /results -->'

/**
 * Puts a text between the marks of a document, in place of what is there.
 *
 * @throws {Error} the marks are missing
 */
export function betweenMarks(document: string, text: string): string {
  const from = document.indexOf(start)
  const to = document.indexOf(end)
  if (from < 0 || to < from) throw new Error(`the document has no ${start} … ${end}`)
  return `${document.slice(0, from + start.length)}\n\n${text}\n\n${document.slice(to)}`
}
