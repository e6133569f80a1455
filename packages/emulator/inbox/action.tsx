import { useState } from 'preact/hooks'
import { explain } from './api.ts'

/** Runs actions and keeps what was wrong with the latest one. */
export function useAction(): [problem: string | undefined, run: (action: () => Promise<unknown>) => void] {
  const [problem, setProblem] = useState<string>()
  const run = (action: () => Promise<unknown>): void => {
    setProblem(undefined)
    action().catch((error: unknown) => setProblem(explain(error)))
  }
  return [problem, run]
}

/** What was wrong, if anything was. */
export function Problem({ text }: { text: string | undefined }) {
  return text === undefined ? null : (
    <p class="problem" role="alert">
      {text}
    </p>
  )
}
