import { useState } from 'preact/hooks'
import { ask } from './api.ts'
import { Dialog } from './dialog.tsx'
import { phone } from './format.ts'

interface RenameProps {
  number: string
  /** The name that it has; null when it has none. */
  name: string | null
  onClose(): void
}

/** Gives a phone number a name, the account's alias of one that it has. An empty one takes the name away. */
export function Rename({ number, name, onClose }: RenameProps) {
  const [text, setText] = useState(name ?? '')
  return (
    <Dialog
      title={`Name of ${phone(number)}`}
      action="Save"
      onClose={onClose}
      onSubmit={() =>
        ask('PUT', `/__emulator/names/${number}`, { name: text.trim() === '' ? null : text.trim() })
      }
    >
      <label for="rename">Name, empty for none</label>
      <input
        id="rename"
        maxLength={64}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
    </Dialog>
  )
}
