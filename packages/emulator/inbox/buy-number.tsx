import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { ask, explain } from './api.ts'
import { phone } from './format.ts'

/** A number for sale, as the API has it. */
interface Offer {
  id: string
  attributes: {
    rate_center: string
    state: string
    number_type: string
    setup_cost: number
    monthly_cost: number
  }
}

const shownOffers = 6

/** Searches the numbers for sale and buys one, through the API as an application would. */
export function BuyNumber() {
  const [wanted, setWanted] = useState({ state: '', areaCode: '', digits: '' })
  const [offers, setOffers] = useState<readonly Offer[]>()
  const [problem, setProblem] = useState<string>()
  const [bought, setBought] = useState<string>()
  const turn = useRef(0)
  const id = useId()
  const search = async (): Promise<void> => {
    turn.current += 1
    const mine = turn.current
    try {
      const { data } = await ask<{ data: Offer[] }>('GET', `/v2/numbers/available?${queryOf(wanted)}`)
      // An answer that was overtaken by a later one says nothing.
      if (mine !== turn.current) return
      setOffers(data)
      setProblem(undefined)
    } catch (error) {
      if (mine === turn.current) setProblem(explain(error))
    }
  }
  useEffect(() => void search(), [wanted])
  const buy = async (number: string): Promise<void> => {
    try {
      await ask('POST', `/v2/numbers/${number}`)
      setBought(number)
      await search()
    } catch (error) {
      setProblem(explain(error))
    }
  }
  const field = (name: keyof typeof wanted, label: string, length: number, placeholder: string) => (
    <div>
      <label for={`${id}${name}`}>{label}</label>
      <input
        id={`${id}${name}`}
        maxLength={length}
        placeholder={placeholder}
        value={wanted[name]}
        onInput={({ currentTarget }) => setWanted({ ...wanted, [name]: currentTarget.value.trim() })}
      />
    </div>
  )
  return (
    <section class="buy" aria-label="Numbers for sale">
      <div class="buy-fields">
        {field('state', 'State', 2, 'WA')}
        {field('areaCode', 'Area code', 3, '206')}
        {field('digits', 'Digits', 11, '77')}
      </div>
      {problem !== undefined && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {bought !== undefined && <p role="status">You have {phone(bought)} now.</p>}
      {offers?.length === 0 && <p>No number for sale fits. Leave a field empty to see more.</p>}
      <ul class="offers">
        {offers?.map((offer) => (
          <li key={offer.id}>
            <strong>{phone(offer.id)}</strong>
            <span class="quiet">
              {placeOf(offer)}, ${offer.attributes.monthly_cost.toFixed(2)} a month
            </span>
            <button
              type="button"
              class="small"
              aria-label={`Buy ${phone(offer.id)}`}
              onClick={() => void buy(offer.id)}
            >
              Buy
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function placeOf({ attributes: { rate_center: rateCenter, state, number_type: type } }: Offer): string {
  return state === '' ? type : `${rateCenter}, ${state.toUpperCase()}`
}

/** What is half written is not asked for yet. */
function queryOf({ state, areaCode, digits }: { state: string; areaCode: string; digits: string }) {
  const query = new URLSearchParams({ limit: String(shownOffers) })
  if (state.length === 2) query.set('state', state)
  if (areaCode !== '') query.set('starts_with', `1${areaCode}`)
  if (digits !== '') query.set('contains', digits)
  return query
}
