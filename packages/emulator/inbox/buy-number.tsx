import { useState } from 'preact/hooks'
import { ask, explain } from './api.ts'

/** Buys the first number that is for sale, through the API as an application would. */
export function BuyNumber() {
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const buy = async (): Promise<void> => {
    setBusy(true)
    setProblem(undefined)
    try {
      const { data } = await ask<{ data: { id: string }[] }>('GET', '/v2/numbers/available?limit=1')
      const [offer] = data
      if (offer === undefined) setProblem('No number is for sale any more.')
      else await ask('POST', `/v2/numbers/${offer.id}`)
    } catch (error) {
      setProblem(explain(error))
    }
    setBusy(false)
  }
  return (
    <>
      <button
        type="button"
        class="primary small"
        aria-disabled={isBusy}
        onClick={() => void (isBusy || buy())}
      >
        Buy a number
      </button>
      {problem !== undefined && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </>
  )
}
