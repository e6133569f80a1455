import Table from 'cli-table3'
import type { Cell } from './cell.ts'

/** Shown where the fault does not apply to the method. */
const notApplicable = '–'

/** A table per class: a row for each fault, a column for each method. */
export function tableOf(cells: readonly Cell[]): string {
  const methods = [...new Set(cells.map(({ method }) => method))]
  const faults = [...new Set(cells.map(({ fault }) => fault))]
  const found = new Map(cells.map((cell) => [`${cell.method} ${cell.fault}`, cell]))
  const classes = [...new Set(methods.map((method) => method.split('.')[0] ?? ''))]
  return classes
    .map((name) => {
      const ofClass = methods.filter((method) => method.startsWith(`${name}.`))
      const table = new Table({
        head: [name, ...ofClass.map((method) => method.slice(name.length + 1))],
        style: { head: [], border: [], compact: true },
      })
      for (const fault of faults) {
        table.push([
          fault,
          ...ofClass.map((method) => {
            const cell = found.get(`${method} ${fault}`)
            if (cell === undefined) return notApplicable
            return cell.problems.length === 0 ? cell.shown : `✗ ${cell.shown}`
          }),
        ])
      }
      return table.toString()
    })
    .join('\n\n')
}

/** The problems of each cell. */
export function problemsOf(cells: readonly Cell[]): string[] {
  return cells.flatMap(({ method, fault, problems, leaks }) =>
    [...problems, ...leaks].map((problem) => `${method}, ${fault}: ${problem}`),
  )
}
