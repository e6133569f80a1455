import { useState } from 'preact/hooks'
import type { Listed, WireDelivery } from '../src/inbox/wire.ts'
import { ask, explain } from './api.ts'
import { Code } from './code.tsx'
import { Empty } from './empty.tsx'
import { useFeed } from './feed.ts'
import { count } from './format.ts'
import { usePagedList } from './paged-list.ts'
import { Records } from './records.tsx'
import { go, linkTo } from './route.ts'
import { Table } from './table.tsx'
import { ExactWhen } from './when.tsx'

const states = {
  pending: { title: 'Pending', tone: 'waiting' },
  delivered: { title: 'Delivered', tone: 'good' },
  'given-up': { title: 'Given up', tone: 'bad' },
} as const

/** The webhooks that were posted, the latest one first. */
export function Deliveries({ open }: { open: string | undefined }) {
  const list = usePagedList<WireDelivery>('deliveries', loadDeliveries, ({ id }) => id)
  useFeed({
    resync: () => void list.reload(),
    delivery: ({ delivery }) => list.put(delivery, false),
  })
  return (
    <Records
      name="Webhook deliveries"
      list={list}
      keyOf={({ id }) => id}
      open={open}
      onToggle={(id) => go('webhooks', ...(id === undefined ? [] : [id]))}
      none={
        <Empty title="No webhooks so far">
          <p>Inbound messages and delivery receipts are posted to your application once it has told where.</p>
          <p>
            <a href={linkTo('account', 'callbacks')}>Set the callback URL</a>
          </p>
        </Empty>
      }
      summary={(delivery) => <Summary delivery={delivery} />}
      detail={(delivery) => <Detail delivery={delivery} />}
    />
  )
}

function Summary({ delivery: { url, payload, attempts, state } }: { delivery: WireDelivery }) {
  const { title, tone } = states[state]
  const latest = attempts.at(-1)
  return (
    <>
      <span class={`badge ${tone}`}>{title}</span>
      <span class="record-title">{kindOf(payload)}</span>
      <span class="record-address">{url}</span>
      <span class="record-facts">
        {latest === undefined
          ? 'Not yet attempted'
          : `${count(attempts.length, 'attempt')}, ${answerOf(latest)}`}
      </span>
      {latest !== undefined && <ExactWhen iso={latest.at} />}
    </>
  )
}

function Detail({ delivery: { id, url, payload, attempts } }: { delivery: WireDelivery }) {
  return (
    <>
      <dl class="pairs">
        <dt>Posted to</dt>
        <dd>{url}</dd>
      </dl>
      <h3>Attempts</h3>
      <Table<WireDelivery['attempts'][number] & { number: number }>
        name="Attempts"
        rows={attempts.map((attempt, index) => ({ ...attempt, number: index + 1 }))}
        keyOf={({ number }) => String(number)}
        none="None yet."
        columns={[
          { title: 'No.', show: ({ number }) => number },
          { title: 'Time', show: ({ at }) => <ExactWhen iso={at} /> },
          { title: 'Answer', show: answerOf },
          { title: 'Cause', show: ({ resent }) => (resent === true ? 'Sent again by hand' : 'By itself') },
        ]}
      />
      <Resend key={id} id={id} />
      <h3>Payload</h3>
      <Code name="Payload" text={JSON.stringify(payload, null, 2)} />
    </>
  )
}

function Resend({ id }: { id: string }) {
  const [problem, setProblem] = useState<string>()
  const resend = async (): Promise<void> => {
    try {
      await ask('POST', `/__emulator/deliveries/${encodeURIComponent(id)}/resend`)
      setProblem(undefined)
    } catch (error) {
      setProblem(explain(error))
    }
  }
  return (
    <p class="actions">
      <button type="button" class="primary small" onClick={() => void resend()}>
        Send again
      </button>
      {problem !== undefined && (
        <span class="problem" role="alert">
          {problem}
        </span>
      )}
    </p>
  )
}

function answerOf({ status, error }: WireDelivery['attempts'][number]): string {
  return status === null ? `no answer: ${error ?? 'unknown'}` : `status ${status}`
}

/** What an application is told by it. */
function kindOf(payload: unknown): string {
  const { data } = payload as {
    data?: { type?: unknown; attributes?: { level?: unknown; is_mms?: unknown } }
  }
  if (data?.type === 'delivery_receipt') return `Delivery receipt, level ${String(data.attributes?.level)}`
  return data?.attributes?.is_mms === true ? 'Inbound MMS' : 'Inbound SMS'
}

async function loadDeliveries(query: string) {
  const { deliveries, more } = await ask<Listed<'deliveries', WireDelivery>>(
    'GET',
    `/__emulator/deliveries?${query}`,
  )
  return { items: deliveries, more }
}
