import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { explain } from './api.ts'

interface DialogProps {
  title: string
  action: string
  onClose(): void
  /** What the form is for; the dialog closes when it is done and stays open when it fails. */
  onSubmit(): Promise<void>
  children: ComponentChildren
}

/** A form in front of the page; Escape closes it. */
export function Dialog({ title, action, onClose, onSubmit, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [problem, setProblem] = useState<string>()
  useEffect(() => dialog.current?.showModal(), [])
  const submit = async (): Promise<void> => {
    setProblem(undefined)
    try {
      await onSubmit()
      dialog.current?.close()
    } catch (error) {
      setProblem(explain(error))
    }
  }
  return (
    <dialog ref={dialog} aria-labelledby="dialog-title" onClose={onClose}>
      <form
        class="fields"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <h2 id="dialog-title">{title}</h2>
        {children}
        {problem !== undefined && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <div class="dialog-buttons">
          <button type="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button type="submit" class="primary">
            {action}
          </button>
        </div>
      </form>
    </dialog>
  )
}
