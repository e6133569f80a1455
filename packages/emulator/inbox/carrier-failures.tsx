import { useState } from 'preact/hooks'
import type { CarrierOutcome } from '../src/saved/settings.ts'
import type { CarrierFailure } from '../src/world/carrier.ts'
import { Copy } from './copy.tsx'
import { count } from './format.ts'
import { Table } from './table.tsx'

interface Failure {
  word: CarrierOutcome
  meaning: string
  number: string
}

/** How messages can fail: all of them, or those to a number or with `emulator:` and the word in their text. */
const failures: readonly Failure[] = [
  { word: 'no-route', meaning: 'No route to the carrier', number: '15005551106' },
  { word: 'landline', meaning: 'Recipient is a landline', number: '15005551116' },
  { word: 'spam', meaning: 'Blocked as spam', number: '15005551150' },
  { word: 'expired', meaning: 'Expired', number: '15005551006' },
  { word: 'no-receipt', meaning: 'No receipt at all', number: '15005550000' },
  { word: 'late-receipt', meaning: 'Receipt after ten minutes', number: '15005550001' },
]

/** The last one is a refusal of the API, and for single messages only. */
const outcomes = [
  ...failures,
  { word: 'opted-out', meaning: 'Refused: recipient opted out', number: '15005551110' },
]

interface CarrierFailuresProps {
  failure: CarrierFailure | null
  onFail(failure: CarrierFailure): void
  onRecover(): void
}

/** How messages are made to fail at the carrier: all of them, or single ones. */
export function CarrierFailures(props: CarrierFailuresProps) {
  return (
    <section class="card wide" aria-label="Carrier failures">
      <h3>Carrier failures</h3>
      <p class="quiet">{inWords(props.failure)}</p>
      <Setting {...props} />
      <p class="quiet">
        Or have your application send to one of these numbers, or put the word into the text. The last four
        digits may be any documented code.
      </p>
      <Table
        name="Carrier failures"
        rows={outcomes}
        keyOf={({ number }) => number}
        none={null}
        columns={[
          { title: 'What happens', show: ({ meaning }) => meaning },
          { title: 'Recipient', show: ({ number }) => <Copyable text={number} /> },
          { title: 'Word in the text', show: ({ word }) => <Copyable text={`emulator:${word}`} /> },
        ]}
      />
    </section>
  )
}

function inWords(failure: CarrierFailure | null): string {
  if (failure === null) return 'Messages are accepted by the carrier.'
  const { meaning = failure.outcome } = failures.find(({ word }) => word === failure.outcome) ?? {}
  const which = failure.messages === null ? 'All messages' : `The next ${count(failure.messages, 'message')}`
  return `${which}: ${meaning}.`
}

function Setting({ failure, onFail, onRecover }: CarrierFailuresProps) {
  const [outcome, setOutcome] = useState<CarrierOutcome | ''>(failure?.outcome ?? '')
  const [messages, setMessages] = useState(failure?.messages?.toString() ?? '')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (outcome === '') onRecover()
        else onFail({ outcome, messages: messages === '' ? null : Number(messages) })
      }}
    >
      <div class="grid">
        <div>
          <label for="carrier-outcome">Messages from now on</label>
          <select
            id="carrier-outcome"
            value={outcome}
            onChange={({ currentTarget }) =>
              setOutcome(failures[currentTarget.selectedIndex - 1]?.word ?? '')
            }
          >
            <option value="">are accepted by the carrier</option>
            {failures.map(({ word, meaning }) => (
              <option key={word} value={word}>
                {meaning}
              </option>
            ))}
          </select>
        </div>
        <div>
          <label for="carrier-messages">How many</label>
          <input
            id="carrier-messages"
            type="number"
            min="1"
            step="1"
            placeholder="all"
            disabled={outcome === ''}
            value={messages}
            onInput={({ currentTarget }) => setMessages(currentTarget.value)}
          />
        </div>
      </div>
      <p class="actions">
        <button type="submit" class="primary small">
          Set failures
        </button>
      </p>
    </form>
  )
}

function Copyable({ text }: { text: string }) {
  return (
    <span class="copyable">
      <code>{text}</code> <Copy name={text} text={text} />
    </span>
  )
}
