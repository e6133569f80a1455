import { useEffect, useState } from 'preact/hooks'
import type { Listed, WireNumber } from '../src/inbox/wire.ts'
import { Problem } from './action.tsx'
import { ask } from './api.ts'
import { AttachButton, AttachmentList, useAttachments } from './attachments.tsx'
import { Dialog } from './dialog.tsx'
import { phone } from './format.ts'

interface NewMessageProps {
  onClose(): void
  /** Told of the number that was written to, and of the one that wrote. */
  onSent(to: string, from: string): void
}

/** A form in which somebody from outside writes to a number of the account. */
export function NewMessage({ onClose, onSent }: NewMessageProps) {
  const [numbers, setNumbers] = useState<readonly WireNumber[]>([])
  const [fields, setFields] = useState({ from: '+12065550100', to: '', body: '', media: '' })
  const attachments = useAttachments()
  useEffect(() => {
    const found = ask<Listed<'numbers', WireNumber>>('GET', '/__emulator/numbers?limit=200')
    found.then(({ numbers: owned }) => setNumbers(owned)).catch(() => {})
  }, [])
  const to = fields.to === '' && numbers[0] !== undefined ? `+${numbers[0].number}` : fields.to
  const send = async (): Promise<void> => {
    const addresses = fields.media.split(/\s+/).filter((url) => url !== '')
    const media = [...attachments.files.map(({ url }) => url), ...addresses]
    const numbersOnly = { from: digits(fields.from), to: digits(to) }
    await ask('POST', '/__emulator/messages', { ...numbersOnly, body: fields.body, media_urls: media })
    onSent(numbersOnly.to.slice(1), numbersOnly.from.slice(1))
  }
  const set =
    (name: keyof typeof fields) =>
    ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLTextAreaElement }): void =>
      setFields({ ...fields, [name]: currentTarget.value })
  return (
    <Dialog title="New inbound message" action="Send" onClose={onClose} onSubmit={send}>
      <label for="new-from">From, anybody outside</label>
      <input id="new-from" type="tel" required value={fields.from} onInput={set('from')} />
      <label for="new-to">To, a number of the account</label>
      <input id="new-to" type="tel" required list="owned" value={to} onInput={set('to')} />
      <datalist id="owned">
        {numbers.map(({ number, alias }) => (
          <option key={number} value={`+${number}`}>
            {alias ?? phone(number)}
          </option>
        ))}
      </datalist>
      <label for="new-body">Text</label>
      <div class="text-and-files">
        <textarea
          id="new-body"
          rows={3}
          value={fields.body}
          onInput={set('body')}
          onPaste={(event) => attachments.take(event, event.clipboardData)}
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => attachments.take(event, event.dataTransfer)}
        />
        <AttachButton attachments={attachments} />
        <AttachmentList attachments={attachments} />
      </div>
      <Problem text={attachments.problem} />
      <label for="new-media">Addresses of other media, one a line</label>
      <textarea
        id="new-media"
        rows={2}
        placeholder="http://localhost:3000/cat.png"
        value={fields.media}
        onInput={set('media')}
      />
    </Dialog>
  )
}

/** A number as the API takes it, from one as people write it. */
function digits(text: string): string {
  const plain = text.replaceAll(/[\s().-]/g, '')
  if (plain.startsWith('+')) return plain
  return plain.length === 10 ? `+1${plain}` : `+${plain}`
}
