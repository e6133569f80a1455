import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { WireAddress, WireNumber, WireRoute } from '../src/inbox/wire.ts'
import { useAccountList } from './account-list.ts'
import { BuyNumber } from './buy-number.tsx'
import { Empty } from './empty.tsx'
import { phone } from './format.ts'
import { NumberDetail } from './number-detail.tsx'
import type { PagedList } from './paged-list.ts'
import { go, linkTo } from './route.ts'
import { Sentinel } from './sentinel.tsx'
import { Snippet } from './snippet.tsx'
import { Table } from './table.tsx'

interface ListingProps<Item> {
  name: string
  list: PagedList<Item>
  keyOf(item: Item): string
  columns: readonly { title: string; show(item: Item): ComponentChildren }[]
  none: ComponentChildren
}

/** A table of all that is listed, as far as one has scrolled. */
export function Listing<Item>({ name, list, keyOf, columns, none }: ListingProps<Item>) {
  const { items, more, isLoaded, problem } = list
  return (
    <>
      {problem !== undefined && (
        <p class="nothing" role="alert">
          {problem}
        </p>
      )}
      {isLoaded && <Table name={name} rows={items} keyOf={keyOf} columns={columns} none={none} />}
      {more && <Sentinel onNear={() => void list.loadMore()} version={items} />}
    </>
  )
}

/** Milliseconds after which a number that is being enabled for messaging is looked at again. */
const provisioningPause = 1_500

/** The numbers of the account. */
export function Numbers({ open }: { open: string | undefined }) {
  const list = useAccountList<'numbers', WireNumber>('numbers', numberOf)
  const [isBuying, setBuying] = useState(false)
  const opened = list.items.find(({ number }) => number === open)
  const isProcessing = list.items.some(({ messaging }) => messaging === 'processing')
  useEffect(() => {
    if (!isProcessing) return undefined
    const timer = setInterval(() => void list.reload(), provisioningPause)
    return () => clearInterval(timer)
  }, [isProcessing])
  return (
    <>
      <div class="toolbar">
        <button
          type="button"
          class={isBuying ? 'small' : 'primary small'}
          aria-expanded={isBuying}
          onClick={() => setBuying(!isBuying)}
        >
          {isBuying ? 'Done buying' : 'Buy a number'}
        </button>
      </div>
      {isBuying && <BuyNumber />}
      <Listing
        name="Owned numbers"
        list={list}
        keyOf={numberOf}
        none={
          <Empty title="The account has no numbers">
            <p>Buy one above, or with your application:</p>
            <Snippet name="purchase" text="await numbers.purchase('12065550100')" />
          </Empty>
        }
        columns={[
          {
            title: 'Number',
            show: ({ number }) => (
              <a href={linkTo('account', 'owned', number)}>
                <strong>{phone(number)}</strong>
              </a>
            ),
          },
          { title: 'Name', show: ({ alias }) => orNone(alias) },
          { title: 'Place', show: ({ place, type }) => place ?? type },
          { title: 'Messaging', show: ({ messaging }) => <Messaging state={messaging} /> },
          { title: 'Primary route', show: ({ primaryRoute }) => orNone(primaryRoute) },
          { title: 'Failover route', show: ({ failoverRoute }) => orNone(failoverRoute) },
          { title: 'E911', show: ({ emergencyAddress }) => orNone(emergencyAddress) },
          { title: 'CNAM', show: ({ cnam }) => orNone(cnam) },
          { title: 'Monthly', show: ({ monthlyCost }) => `$${monthlyCost.toFixed(2)}` },
        ]}
      />
      {opened !== undefined && (
        <NumberDetail key={opened.number} number={opened} onClose={() => go('account', 'owned')} />
      )}
    </>
  )
}

/** The emulator lets every number send; at Flowroute only those that are enabled do. */
function Messaging({ state }: { state: WireNumber['messaging'] }) {
  if (state === 'off') {
    return (
      <span title="It sends and receives here; at Flowroute it has to be enabled first">sends here only</span>
    )
  }
  return <>{state === 'on' ? 'enabled' : 'being enabled'}</>
}

/** The inbound voice routes. */
export function Routes() {
  const list = useAccountList<'routes', WireRoute>('routes', ({ id }) => id)
  return (
    <Listing
      name="Routes"
      list={list}
      keyOf={({ id }) => id}
      none={
        <Empty title="There are no routes">
          <p>A route says where calls to a number go:</p>
          <Snippet
            name="route"
            text="await routes.create({ alias: 'Office', routeType: 'host', value: 'sip.example.com' })"
          />
        </Empty>
      }
      columns={[
        { title: 'Alias', show: ({ alias }) => <strong>{alias}</strong> },
        { title: 'Type', show: ({ type }) => type },
        { title: 'Value', show: ({ value }) => orNone(value) },
        { title: 'Id', show: ({ id }) => id },
      ]}
    />
  )
}

const addressExample = `await e911.create({
  label: 'Office', firstName: 'Ada', lastName: 'Example',
  streetNumber: '1', streetName: 'Sample St', city: 'Seattle', state: 'WA', zip: '98101', country: 'US',
})`

/** The emergency addresses. */
export function Addresses() {
  const list = useAccountList<'addresses', WireAddress>('addresses', ({ id }) => id)
  return (
    <Listing
      name="Emergency addresses"
      list={list}
      keyOf={({ id }) => id}
      none={
        <Empty title="There are no emergency addresses">
          <p>An address goes to the dispatcher when the number calls 911:</p>
          <Snippet name="address" text={addressExample} />
        </Empty>
      }
      columns={[
        { title: 'Label', show: ({ label }) => <strong>{label}</strong> },
        { title: 'Name', show: ({ name }) => name },
        { title: 'Address', show: ({ lines }) => lines.map((line) => <div key={line}>{line}</div>) },
        { title: 'Numbers', show: ({ numbers }) => phones(numbers) },
        { title: 'Id', show: ({ id }) => id },
      ]}
    />
  )
}

/** Numbers one below the other. */
export function phones(numbers: readonly string[]): ComponentChildren {
  return numbers.length === 0
    ? orNone(null)
    : numbers.map((number) => <div key={number}>{phone(number)}</div>)
}

/** A dash, said as a word, where there is nothing. */
export function orNone(text: string | null): ComponentChildren {
  return (
    text ?? (
      <span class="none">
        <span aria-hidden="true">–</span>
        <span class="hidden">none</span>
      </span>
    )
  )
}

function numberOf({ number }: WireNumber): string {
  return number
}
