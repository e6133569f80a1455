import { useState } from 'preact/hooks'
import type { Fault, FaultRule } from '../src/faults/rule.ts'
import { describeFault, type FaultForm, faultKinds, noFault, ruleOf } from './fault-form.ts'
import { count } from './format.ts'

interface FaultsProps {
  faults: readonly Fault[]
  onAdd(rule: FaultRule): void
  onRemove(id: string): void
  onClear(): void
}

/** The faults that requests meet, and a form for another one. */
export function Faults({ faults, onAdd, onRemove, onClear }: FaultsProps) {
  const [form, setForm] = useState(noFault)
  const field = (name: keyof FaultForm, label: string, mode: 'text' | 'numeric', placeholder: string) => (
    <div>
      <label for={`fault-${name}`}>{label}</label>
      <input
        id={`fault-${name}`}
        inputMode={mode}
        placeholder={placeholder}
        value={form[name]}
        onInput={({ currentTarget }) => setForm({ ...form, [name]: currentTarget.value })}
      />
    </div>
  )
  const kind = faultKinds.find(({ id }) => id === form.kind)
  return (
    <section class="card wide" aria-label="Faults and latency">
      <h3>Faults and latency</h3>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onAdd(ruleOf(form))
        }}
      >
        <div class="grid">
          <div>
            <label for="fault-kind">What happens</label>
            <select
              id="fault-kind"
              value={form.kind}
              onChange={({ currentTarget }) => setForm({ ...form, kind: currentTarget.value })}
            >
              {faultKinds.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
          </div>
          {kind?.value !== undefined && field('value', kind.value, 'numeric', kind.example ?? '')}
          <div>
            <label for="fault-method">Method</label>
            <select
              id="fault-method"
              value={form.method}
              onChange={({ currentTarget }) => setForm({ ...form, method: currentTarget.value })}
            >
              {['', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((method) => (
                <option key={method} value={method}>
                  {method === '' ? 'any' : method}
                </option>
              ))}
            </select>
          </div>
          {field('path', 'Path', 'text', 'any, or /v2.2/messages')}
          {field('times', 'Times', 'numeric', 'no limit')}
        </div>
        <p class="actions">
          <button type="submit" class="primary small">
            Add
          </button>
          {faults.length > 0 && (
            <button type="button" class="small" onClick={onClear}>
              Remove all
            </button>
          )}
        </p>
      </form>
      {faults.length === 0 ? (
        <p class="quiet">No faults: every request is answered as it should be.</p>
      ) : (
        <ul class="rules">
          {faults.map((fault) => (
            <li key={fault.id} class={fault.remaining === 0 ? 'used' : ''}>
              <span>
                {describeFault(fault)}
                <span class="quiet">
                  {' '}
                  met {count(fault.hits, 'time')}
                  {fault.remaining === null ? '' : `, ${fault.remaining} left`}
                </span>
              </span>
              <button
                type="button"
                class="small"
                aria-label={`Remove ${describeFault(fault)}`}
                onClick={() => onRemove(fault.id)}
              >
                Remove
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
