import type { ComponentChildren } from 'preact'

interface TableProps<Row> {
  name: string
  rows: readonly Row[]
  keyOf(row: Row): string
  columns: readonly { title: string; show(row: Row): ComponentChildren }[]
  /** Shown when there are no rows. */
  none: ComponentChildren
}

/** A table that looks like a list of cards where it is narrow. */
export function Table<Row>({ name, rows, keyOf, columns, none }: TableProps<Row>) {
  if (rows.length === 0) return <>{none}</>
  return (
    <table aria-label={name}>
      <thead>
        <tr>
          {columns.map(({ title }) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map(({ title, show }) => (
              <td key={title} data-title={title}>
                <div>{show(row)}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
