import { useState } from 'preact/hooks'
import type { WireCnam } from '../src/inbox/wire.ts'
import { useAccountList } from './account-list.ts'
import { ask, explain } from './api.ts'
import { Dialog } from './dialog.tsx'
import { Empty } from './empty.tsx'
import { Listing, phones } from './listings.tsx'
import { Snippet } from './snippet.tsx'

const tones = { pending: 'waiting', approved: 'good', rejected: 'bad' } as const

/** The caller names, with the review of those that are pending. */
export function Cnams() {
  const list = useAccountList<'cnams', WireCnam>('cnams', ({ id }) => id)
  const [rejected, setRejected] = useState<WireCnam>()
  const [problem, setProblem] = useState<string>()
  const approve = ({ id }: WireCnam): void => {
    setProblem(undefined)
    ask('POST', `/__emulator/cnams/${id}/approve`).catch((error: unknown) => setProblem(explain(error)))
  }
  return (
    <>
      {problem !== undefined && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <Listing
        name="Caller names"
        list={list}
        keyOf={({ id }) => id}
        none={
          <Empty title="There are no caller names">
            <p>A caller name is shown to those who are called, once it was approved:</p>
            <Snippet name="caller name" text="await cnam.create('RAIN CITY BREAD')" />
          </Empty>
        }
        columns={[
          { title: 'Name', show: ({ value }) => <strong>{value}</strong> },
          {
            title: 'State',
            show: ({ state, rejectionReason }) => (
              <>
                <span class={`badge ${tones[state]}`}>{state}</span> {rejectionReason}
              </>
            ),
          },
          { title: 'Numbers', show: ({ numbers }) => phones(numbers) },
          { title: 'Id', show: ({ id }) => id },
          {
            title: 'Review',
            show: (record) =>
              record.state === 'pending' ? (
                <span class="buttons">
                  <button
                    type="button"
                    class="small"
                    aria-label={`Approve ${record.value}`}
                    onClick={() => approve(record)}
                  >
                    Approve
                  </button>
                  <button
                    type="button"
                    class="small"
                    aria-label={`Reject ${record.value}`}
                    onClick={() => setRejected(record)}
                  >
                    Reject
                  </button>
                </span>
              ) : (
                'Done'
              ),
          },
        ]}
      />
      {rejected !== undefined && <Reject record={rejected} onClose={() => setRejected(undefined)} />}
    </>
  )
}

function Reject({ record: { id, value }, onClose }: { record: WireCnam; onClose(): void }) {
  const [reason, setReason] = useState('')
  return (
    <Dialog
      title={`Reject ${value}`}
      action="Reject"
      onClose={onClose}
      onSubmit={() => ask('POST', `/__emulator/cnams/${id}/reject`, { reason })}
    >
      <label for="reason">Reason</label>
      <input
        id="reason"
        required
        value={reason}
        onInput={({ currentTarget }) => setReason(currentTarget.value)}
      />
    </Dialog>
  )
}
