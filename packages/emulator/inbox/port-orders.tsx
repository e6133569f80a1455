import { useState } from 'preact/hooks'
import type { PortOrderSummary } from '../src/inbox/wire.ts'
import { useAccountList } from './account-list.ts'
import { ask, explain } from './api.ts'
import { Dialog } from './dialog.tsx'
import { Empty } from './empty.tsx'
import { Listing, orNone, phones } from './listings.tsx'
import { Snippet } from './snippet.tsx'

const orderExample = `await porting.create({
  numbers: ['12065550100'], provider: 'Old Carrier', billingName: 'Ada Example',
  street: '1 Sample St', city: 'Seattle', state: 'WA', zip: '98101', country: 'US',
})`

/** The states that Flowroute or the losing carrier may still end. */
const underWay = ['processing', 'submitted', 'accepted', 'review']

function toneOf(status: string): string {
  if (status === 'completed') return 'good'
  return underWay.includes(status) || status === 'pending' ? 'waiting' : 'bad'
}

/** The port orders, with what Flowroute does with those that are under way. */
export function PortOrders() {
  const list = useAccountList<'portOrders', PortOrderSummary>('portOrders', ({ id }) => id, 'port-orders')
  const [rejected, setRejected] = useState<PortOrderSummary>()
  const [problem, setProblem] = useState<string>()
  const act = ({ id }: PortOrderSummary, action: string): void => {
    setProblem(undefined)
    ask('POST', `/__emulator/port-orders/${id}/${action}`).catch((error: unknown) =>
      setProblem(explain(error)),
    )
  }
  return (
    <>
      {problem !== undefined && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <Listing
        name="Port orders"
        list={list}
        keyOf={({ id }) => id}
        none={
          <Empty title="There are no port orders">
            <p>A port order brings numbers from another carrier:</p>
            <Snippet name="port order" text={orderExample} />
          </Empty>
        }
        columns={[
          { title: 'Id', show: ({ id }) => <strong>{id}</strong> },
          { title: 'Alias', show: ({ alias }) => alias },
          { title: 'Group', show: ({ groupId }) => groupId },
          {
            title: 'Status',
            show: ({ status, comment }) => (
              <>
                <span class={`badge ${toneOf(status)}`}>{status}</span> {comment}
              </>
            ),
          },
          { title: 'Numbers', show: ({ numbers }) => phones(numbers) },
          {
            title: 'Documents',
            show: ({ documents }) =>
              documents.length === 0
                ? orNone(null)
                : documents.map(({ id, filename, status }) => (
                    <div key={id}>
                      {filename} ({status})
                    </div>
                  )),
          },
          {
            title: 'Actions',
            show: (order) => (
              <span class="buttons">
                {underWay.includes(order.status) && (
                  <>
                    <Action name="Complete" order={order} onClick={() => act(order, 'complete')} />
                    <Action name="Reject" order={order} onClick={() => setRejected(order)} />
                  </>
                )}
                {order.status === 'rejected' && (
                  <Action name="Resubmit" order={order} onClick={() => act(order, 'resubmit')} />
                )}
              </span>
            ),
          },
        ]}
      />
      {rejected !== undefined && <Reject order={rejected} onClose={() => setRejected(undefined)} />}
    </>
  )
}

function Action({ name, order, onClick }: { name: string; order: PortOrderSummary; onClick(): void }) {
  return (
    <button type="button" class="small" aria-label={`${name} order ${order.id}`} onClick={onClick}>
      {name}
    </button>
  )
}

function Reject({ order: { id }, onClose }: { order: PortOrderSummary; onClose(): void }) {
  const [reason, setReason] = useState('')
  return (
    <Dialog
      title={`Reject order ${id}`}
      action="Reject"
      onClose={onClose}
      onSubmit={() => ask('POST', `/__emulator/port-orders/${id}/reject`, { reason })}
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
