import { Copy } from './copy.tsx'
import { Table } from './table.tsx'

/** What becomes of messages to certain numbers, or with a word in their text. */
const outcomes = [
  { meaning: 'No route to the carrier', number: '15005551106', word: 'emulator:no-route' },
  { meaning: 'Recipient is a landline', number: '15005551116', word: 'emulator:landline' },
  { meaning: 'Blocked as spam', number: '15005551150', word: 'emulator:spam' },
  { meaning: 'Expired', number: '15005551006', word: 'emulator:expired' },
  { meaning: 'Refused: recipient opted out', number: '15005551110', word: 'emulator:opted-out' },
  { meaning: 'No receipt at all', number: '15005550000', word: 'emulator:no-receipt' },
  { meaning: 'Receipt after ten minutes', number: '15005550001', word: 'emulator:late-receipt' },
]

/** How a message is made to fail at the carrier. */
export function CarrierFailures() {
  return (
    <section class="card wide" aria-label="Carrier failures">
      <h3>Carrier failures</h3>
      <p class="quiet">
        Have your application send to one of these numbers, or put the word into the text. The last four
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
          { title: 'Word in the text', show: ({ word }) => <Copyable text={word} /> },
        ]}
      />
    </section>
  )
}

function Copyable({ text }: { text: string }) {
  return (
    <span class="copyable">
      <code>{text}</code> <Copy name={text} text={text} />
    </span>
  )
}
