import { useEffect, useRef, useState } from 'preact/hooks'
import type { Listed, WireAddress, WireCnam, WireNumber, WireRoute } from '../src/inbox/wire.ts'
import { ask, explain } from './api.ts'
import { phone } from './format.ts'
import { Modal } from './modal.tsx'
import { assign, type NumberFields, saveNumber } from './number-changes.ts'

interface Choices {
  routes: readonly WireRoute[]
  addresses: readonly WireAddress[]
  cnams: readonly WireCnam[]
}

interface NumberDetailProps {
  number: WireNumber
  onClose(): void
}

/** One number of the account: its name, routes, address, caller name and messaging, and its release. */
export function NumberDetail({ number, onClose }: NumberDetailProps) {
  const box = useRef<HTMLDialogElement>(null)
  const [choices, setChoices] = useState<Choices>({ routes: [], addresses: [], cnams: [] })
  const [fields, setFields] = useState(() => fieldsOf(number))
  const [problem, setProblem] = useState<string>()
  const [isReleasing, setReleasing] = useState(false)
  useEffect(() => {
    loadChoices()
      .then(setChoices)
      .catch((error: unknown) => setProblem(explain(error)))
  }, [])
  const act = async (action: () => Promise<void>): Promise<void> => {
    setProblem(undefined)
    try {
      await action()
      box.current?.close()
    } catch (error) {
      setProblem(explain(error))
    }
  }
  const choose = (
    name: keyof NumberFields,
    label: string,
    options: readonly (readonly [string, string])[],
  ) => (
    <>
      <label for={`number-${name}`}>{label}</label>
      <select
        id={`number-${name}`}
        value={String(fields[name])}
        onChange={({ currentTarget }) => setFields(assign(fields, name, currentTarget.value))}
      >
        {name === 'messaging' ? null : <option value="">none</option>}
        {options.map(([value, title]) => (
          <option key={value} value={value}>
            {title}
          </option>
        ))}
      </select>
    </>
  )
  const routes = choices.routes.map(
    ({ id, alias, value }) => [id, value === null ? alias : `${alias}, ${value}`] as const,
  )
  return (
    <Modal title={phone(number.number)} box={box} onClose={onClose}>
      <form
        class="fields"
        onSubmit={(event) => {
          event.preventDefault()
          void act(() => saveNumber(number.number, fieldsOf(number), fields))
        }}
      >
        <p class="quiet">
          {number.place ?? number.type}, ${number.monthlyCost.toFixed(2)} a month
        </p>
        <label for="number-alias">Name</label>
        <input
          id="number-alias"
          maxLength={64}
          value={fields.alias}
          onInput={({ currentTarget }) => setFields({ ...fields, alias: currentTarget.value })}
        />
        {choose('messaging', 'Messaging', [
          ['off', 'not enabled: sends here, but not at Flowroute'],
          ['on', 'enabled'],
        ])}
        {choose('primaryRoute', 'Primary route of calls', routes)}
        {choose('failoverRoute', 'Failover route of calls', routes)}
        {choose(
          'emergencyAddress',
          'Emergency address',
          choices.addresses.map(({ id, label, lines }) => [id, `${label}, ${lines.join(', ')}`] as const),
        )}
        {choose(
          'cnam',
          'Caller name',
          choices.cnams.map(
            ({ id, value, state }) => [id, state === 'approved' ? value : `${value} (${state})`] as const,
          ),
        )}
        {problem !== undefined && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <div class="dialog-buttons">
          <button
            type="button"
            class="danger"
            onClick={() =>
              isReleasing ? void act(() => ask('DELETE', `/v2/numbers/${number.number}`)) : setReleasing(true)
            }
          >
            {isReleasing ? 'Release it now' : 'Release'}
          </button>
          <span class="gap" />
          <button type="button" onClick={() => box.current?.close()}>
            Cancel
          </button>
          <button type="submit" class="primary">
            Save
          </button>
        </div>
      </form>
    </Modal>
  )
}

function fieldsOf(number: WireNumber): NumberFields {
  return {
    alias: number.alias ?? '',
    messaging: number.messaging === 'off' ? 'off' : 'on',
    primaryRoute: number.primaryRouteId ?? '',
    failoverRoute: number.failoverRouteId ?? '',
    emergencyAddress: number.emergencyAddressId ?? '',
    cnam: number.cnamId ?? '',
  }
}

async function loadChoices(): Promise<Choices> {
  const [{ routes }, { addresses }, { cnams }] = await Promise.all([
    ask<Listed<'routes', WireRoute>>('GET', '/__emulator/routes?limit=200'),
    ask<Listed<'addresses', WireAddress>>('GET', '/__emulator/addresses?limit=200'),
    ask<Listed<'cnams', WireCnam>>('GET', '/__emulator/cnams?limit=200'),
  ])
  return { routes, addresses, cnams }
}
