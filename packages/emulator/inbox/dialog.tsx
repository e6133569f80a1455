import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { explain } from './api.ts'
import { Modal } from './modal.tsx'

interface DialogProps {
  title: string
  action: string
  onClose(): void
  /** What the form is for; the dialog closes when it is done and stays open when it fails. */
  onSubmit(): Promise<void>
  children: ComponentChildren
}

/** A form in front of the page. */
export function Dialog({ title, action, onClose, onSubmit, children }: DialogProps) {
  const box = useRef<HTMLDialogElement>(null)
  const [problem, setProblem] = useState<string>()
  const submit = async (): Promise<void> => {
    setProblem(undefined)
    try {
      await onSubmit()
      box.current?.close()
    } catch (error) {
      setProblem(explain(error))
    }
  }
  return (
    <Modal title={title} box={box} onClose={onClose}>
      <form
        class="fields"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        {children}
        {problem !== undefined && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <div class="dialog-buttons">
          <button type="button" onClick={() => box.current?.close()}>
            Cancel
          </button>
          <button type="submit" class="primary">
            {action}
          </button>
        </div>
      </form>
    </Modal>
  )
}
