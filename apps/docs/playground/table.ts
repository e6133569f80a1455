import inspect from 'object-inspect'

/** Rows as `console.table` shows them; undefined for what is no table. */
export function table(rows: unknown): string | undefined {
  if (typeof rows !== 'object' || rows === null) return undefined
  const entries = Object.entries(rows).map(([index, row]): [string, Record<string, unknown>] => [
    index,
    typeof row === 'object' && row !== null ? (row as Record<string, unknown>) : { Values: row },
  ])
  if (entries.length === 0) return '(no rows)'
  const names = [...new Set(entries.flatMap(([, row]) => Object.keys(row)))]
  const lines = [
    ['', ...names],
    ...entries.map(([index, row]) => [index, ...names.map((name) => (name in row ? cell(row[name]) : ''))]),
  ]
  const widths = ['', ...names].map((_, column) =>
    Math.max(...lines.map((line) => (line[column] ?? '').length)),
  )
  return lines
    .map((line) =>
      line
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function cell(value: unknown): string {
  return typeof value === 'string' ? value : inspect(value, { depth: 1 })
}
