import { useState } from 'preact/hooks'
import { Problem, useAction } from './action.tsx'
import { ask } from './api.ts'

/** What there was before the latest reset; it outlives a look at another tab. */
let before: object | undefined

/** Starting over, and taking that back. */
export function Reset() {
  const [problem, run] = useAction()
  const [canUndo, setCanUndo] = useState(before !== undefined)
  const reset = async (): Promise<void> => {
    before = await ask<object>('GET', '/__emulator/snapshot')
    await ask('POST', '/__emulator/reset')
    setCanUndo(true)
  }
  const undo = async (): Promise<void> => {
    await ask('PUT', '/__emulator/snapshot', before)
    before = undefined
    setCanUndo(false)
  }
  return (
    <section class="card" aria-label="Start over">
      <h3>Start over</h3>
      <p class="quiet">Numbers, messages, webhooks, requests, faults and settings become as at the start.</p>
      <p class="actions">
        <button type="button" class="danger small" onClick={() => run(reset)}>
          Reset everything
        </button>
        {canUndo && (
          <button type="button" class="primary small" onClick={() => run(undo)}>
            Undo the reset
          </button>
        )}
      </p>
      <p role="status">
        {canUndo && 'Everything was reset. Undo brings it back, except the list of requests.'}
      </p>
      <Problem text={problem} />
    </section>
  )
}
