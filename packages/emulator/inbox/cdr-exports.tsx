import type { CdrExportSummary } from '../src/inbox/wire.ts'
import { useAccountList } from './account-list.ts'
import { Listing, orNone } from './listings.tsx'

const tones = { processing: 'waiting', completed: 'good', failed: 'bad' } as const

/** The exports of call records. */
export function CdrExports() {
  const list = useAccountList<'cdrExports', CdrExportSummary>('cdrExports', ({ id }) => id, 'cdr-exports')
  return (
    <Listing
      name="Exports of call records"
      list={list}
      keyOf={({ id }) => id}
      none="There are no exports of call records."
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
