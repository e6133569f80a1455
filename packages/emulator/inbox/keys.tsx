import { useRef } from 'preact/hooks'
import { Modal } from './modal.tsx'

const keys = [
  ['?', 'This list'],
  ['/', 'Search everything'],
  ['1 to 5', 'Messages, Numbers, Webhooks, Requests, Simulation'],
  ['n', 'New inbound message'],
  ['t', 'Next theme: system, light, dark'],
  ['↓ or j', 'Next row of a list'],
  ['↑ or k', 'Previous row of a list'],
  ['Home, End', 'First row, last row'],
  ['Enter', 'Open the row; send the message'],
  ['Shift+Enter', 'New line in a message'],
  ['Esc', 'Close a dialog, leave a conversation'],
] as const

/** The keys of the page. */
export function Keys({ onClose }: { onClose(): void }) {
  const box = useRef<HTMLDialogElement>(null)
  return (
    <Modal title="Keys" box={box} onClose={onClose}>
      <dl class="keys">
        {keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <div class="dialog-buttons">
        <button type="button" class="primary" onClick={() => box.current?.close()}>
          Close
        </button>
      </div>
    </Modal>
  )
}
