import { useState } from 'preact/hooks'
import type { Listed, WireDelivery } from '../src/inbox/wire.ts'
import { ask } from './api.ts'
import { useCleared } from './cleared.ts'
import { answerOf, DeliveryDetail, kindOf } from './delivery-detail.tsx'
import { Empty } from './empty.tsx'
import { useFeed } from './feed.ts'
import { Choice, FilterBar } from './filter-bar.tsx'
import { count, phone, timeWithSeconds } from './format.ts'
import { usePagedList } from './paged-list.ts'
import { Records } from './records.tsx'
import { isIn } from './requests.tsx'
import { go, linkTo } from './route.ts'
import { ExactWhen } from './when.tsx'

const states = {
  pending: { title: 'Pending', tone: 'waiting' },
  delivered: { title: 'Delivered', tone: 'good' },
  'given-up': { title: 'Given up', tone: 'bad' },
} as const

const stateChoices = [
  ['', 'Any state'],
  ['pending', 'Pending'],
  ['delivered', 'Delivered'],
  ['given-up', 'Given up'],
] as const

interface Filter {
  text: string
  state: (typeof stateChoices)[number][0]
}

const noFilter: Filter = { text: '', state: '' }

/** The webhooks that were posted, the latest one first. */
export function Deliveries({ open }: { open: string | undefined }) {
  const list = usePagedList<WireDelivery>('deliveries', loadDeliveries, idOf)
  const [filter, setFilter] = useState(noFilter)
  const { items, count: cleared, clear, showAll } = useCleared('deliveries', list, idOf)
  useFeed({
    resync: () => void list.reload(),
    delivery: ({ delivery }) => list.put(delivery, false),
  })
  return (
    <Records
      name="Webhook deliveries"
      list={list}
      items={items.filter((delivery) => fits(delivery, filter))}
      filters={
        <FilterBar
          name="webhooks"
          text={filter.text}
          onText={(text) => setFilter({ ...filter, text })}
          cleared={cleared}
          onClear={() => {
            clear()
            go('webhooks')
          }}
          onShowAll={showAll}
          isFiltering={filter.text !== '' || filter.state !== ''}
          onReset={() => setFilter(noFilter)}
        >
          <Choice
            id="delivery-state"
            label="State"
            value={filter.state}
            options={stateChoices}
            onChange={(state) => setFilter({ ...filter, state })}
          />
        </FilterBar>
      }
      keyOf={idOf}
      open={open}
      onToggle={(id) => go('webhooks', ...(id === undefined ? [] : [id]))}
      none={
        <Empty title="No webhooks so far">
          <p>Inbound messages and delivery receipts are posted to your application once it has told where.</p>
          <p>
            <a href={linkTo('account', 'callbacks')}>Set the callback URL</a>
          </p>
        </Empty>
      }
      summary={(delivery) => <Summary delivery={delivery} />}
      detail={(delivery) => <DeliveryDetail delivery={delivery} />}
    />
  )
}

function Summary({ delivery }: { delivery: WireDelivery }) {
  const { attempts, state, nextAttempt, about } = delivery
  const { title, tone } = states[state]
  const latest = attempts.at(-1)
  return (
    <>
      <span class={`badge ${tone}`}>{title}</span>
      <span class="record-title">{kindOf(delivery)}</span>
      <span class="record-address">
        {about.from !== null && `${phone(about.from)} `}
        {about.to !== null && `to ${phone(about.to)} `}
        {about.text}
      </span>
      <span class="record-facts">
        {latest === undefined
          ? 'Not yet attempted'
          : `${count(attempts.length, 'attempt')}, ${answerOf(latest)}`}
        {nextAttempt !== null && `, next ${timeWithSeconds(nextAttempt)}`}
      </span>
      {latest !== undefined && <ExactWhen iso={latest.at} />}
    </>
  )
}

function fits(delivery: WireDelivery, { text, state }: Filter): boolean {
  if (state !== '' && delivery.state !== state) return false
  const { url, about, attempts } = delivery
  return isIn(text, [
    url,
    kindOf(delivery),
    about.from,
    about.to,
    about.text,
    ...attempts.map(({ error }) => error),
  ])
}

function idOf({ id }: WireDelivery): string {
  return id
}

async function loadDeliveries(query: string) {
  const { deliveries, more } = await ask<Listed<'deliveries', WireDelivery>>(
    'GET',
    `/__emulator/deliveries?${query}`,
  )
  return { items: deliveries, more }
}
