import { useState } from 'preact/hooks'
import type { WireAttempt, WireDelivery } from '../src/inbox/wire.ts'
import { ask, explain } from './api.ts'
import { Code } from './code.tsx'
import { moment } from './format.ts'
import { Headers } from './headers.tsx'
import { linkTo } from './route.ts'
import { Table } from './table.tsx'
import { ExactWhen } from './when.tsx'

/** One webhook: what was posted, and what the application answered each time. */
export function DeliveryDetail({ delivery }: { delivery: WireDelivery }) {
  const { id, url, payload, attempts, nextAttempt } = delivery
  return (
    <>
      <dl class="pairs">
        <div>
          <dt>Posted to</dt>
          <dd>{url}</dd>
        </div>
        {nextAttempt !== null && (
          <div>
            <dt>Next attempt</dt>
            <dd>{moment(nextAttempt)} on the emulator’s clock</dd>
          </div>
        )}
      </dl>
      <h3>Attempts</h3>
      <Table<WireAttempt & { number: number }>
        name="Attempts"
        rows={attempts.map((attempt, index) => ({ ...attempt, number: index + 1 }))}
        keyOf={({ number }) => String(number)}
        none={<p class="record-note">None yet.</p>}
        columns={[
          { title: 'No.', show: ({ number }) => number },
          { title: 'Time', show: ({ at }) => <ExactWhen iso={at} /> },
          { title: 'Answer', show: (attempt) => <Answer attempt={attempt} /> },
          {
            title: 'Cause',
            show: ({ resent, number }) =>
              resent === true ? 'Sent again by hand' : number === 1 ? 'First attempt' : 'Scheduled retry',
          },
        ]}
      />
      <p class="actions">
        <Resend key={id} id={id} />
        <MessageLink about={delivery.about} />
        {delivery.about.request !== null && (
          <a href={linkTo('requests', delivery.about.request)}>The API request</a>
        )}
      </p>
      <h3>Payload</h3>
      <Code name="Payload" text={JSON.stringify(payload)} />
    </>
  )
}

/** What the application answered, with its headers and body where there are any. */
function Answer({ attempt }: { attempt: WireAttempt & { number: number } }) {
  const { answer, number } = attempt
  if (answer === undefined) return <>{answerOf(attempt)}</>
  return (
    <details>
      <summary>{answerOf(attempt)}</summary>
      <Headers headers={answer.headers} />
      {answer.body.text === '' ? (
        <p class="record-note">No body.</p>
      ) : (
        <Code name={`Answer ${number}`} text={answer.body.text} />
      )}
      {answer.body.truncated && <p class="record-note">Only the beginning was kept.</p>}
    </details>
  )
}

/** To the conversation of the message that the webhook is about. */
function MessageLink({ about: { kind, id, from, to } }: Pick<WireDelivery, 'about'>) {
  if (from === null || to === null) return null
  const [ours, theirs] = kind === 'receipt' ? [from, to] : [to, from]
  return <a href={linkTo('messages', ours, theirs, id)}>The message</a>
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
    <>
      <button type="button" class="primary small" onClick={() => void resend()}>
        Send again
      </button>
      {problem !== undefined && (
        <span class="problem" role="alert">
          {problem}
        </span>
      )}
    </>
  )
}

export function answerOf({ status, error }: WireAttempt): string {
  return status === null ? `no answer: ${error ?? 'unknown'}` : `status ${status}`
}

/** What an application is told by it. */
export function kindOf({ payload, about: { kind } }: Pick<WireDelivery, 'payload' | 'about'>): string {
  const { data } = payload as { data?: { attributes?: { level?: unknown; is_mms?: unknown } } }
  if (kind === 'receipt') return `Delivery receipt, level ${String(data?.attributes?.level)}`
  if (kind === 'message') return data?.attributes?.is_mms === true ? 'Inbound MMS' : 'Inbound SMS'
  return { 'port-order': 'Port order', 'cdr-export': 'Call records', provisioning: 'Provisioning' }[kind]
}
