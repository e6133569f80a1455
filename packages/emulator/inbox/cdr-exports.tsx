import type { CdrExportSummary } from '../src/inbox/wire.ts'
import { useAccountList } from './account-list.ts'
import { Empty } from './empty.tsx'
import { Listing, orNone } from './listings.tsx'
import { Snippet } from './snippet.tsx'

const tones = { processing: 'waiting', completed: 'good', failed: 'bad' } as const

/** The exports of call records. */
export function CdrExports() {
  const list = useAccountList<'cdrExports', CdrExportSummary>('cdrExports', ({ id }) => id, 'cdr-exports')
  return (
    <Listing
      name="Exports of call records"
      list={list}
      keyOf={({ id }) => id}
      none={
        <Empty title="There are no exports of call records">
          <p>An export has the calls of a window of time, made up from the seed:</p>
          <Snippet
            name="export"
            text="await cdrs.createExport({ start: new Date('2026-01-01'), end: new Date('2026-01-02') })"
          />
        </Empty>
      }
      columns={[
        { title: 'Id', show: ({ id }) => <strong>{id}</strong> },
        { title: 'Status', show: ({ status }) => <span class={`badge ${tones[status]}`}>{status}</span> },
        { title: 'From', show: ({ from }) => from },
        { title: 'To', show: ({ to }) => to },
        { title: 'Calls', show: ({ calls }) => (calls === null ? orNone(null) : String(calls)) },
        { title: 'Cost', show: ({ cost }) => orNone(cost === null ? null : `$${cost}`) },
        { title: 'File expires', show: ({ expiresAt }) => orNone(expiresAt) },
      ]}
    />
  )
}
