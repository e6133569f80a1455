import { useState } from 'preact/hooks'
import type { Listed, WireCall, WireRequest } from '../src/inbox/wire.ts'
import { ask } from './api.ts'
import { useCleared } from './cleared.ts'
import { Empty } from './empty.tsx'
import { useFeed } from './feed.ts'
import { Choice, FilterBar, TextFilter } from './filter-bar.tsx'
import { phone } from './format.ts'
import { usePagedList } from './paged-list.ts'
import { Records } from './records.tsx'
import { RequestDetail } from './request-detail.tsx'
import { go, linkTo } from './route.ts'
import { ExactWhen } from './when.tsx'

const methods = [
  ['', 'Any method'],
  ['GET', 'GET'],
  ['POST', 'POST'],
  ['PUT', 'PUT'],
  ['PATCH', 'PATCH'],
  ['DELETE', 'DELETE'],
] as const

const statuses = [
  ['', 'Any status'],
  ['2', '2xx'],
  ['4', '4xx'],
  ['5', '5xx'],
  ['none', 'No answer'],
] as const

interface Filter {
  text: string
  path: string
  number: string
  method: (typeof methods)[number][0]
  status: (typeof statuses)[number][0]
}

const noFilter: Filter = { text: '', path: '', number: '', method: '', status: '' }

/** The calls of the API, the latest one first. */
export function Requests({ open }: { open: string | undefined }) {
  const list = usePagedList<WireCall>('requests', loadRequests, idOf)
  const [filter, setFilter] = useState(noFilter)
  const { items, count, clear, showAll } = useCleared('requests', list, idOf)
  useFeed({
    resync: () => void list.reload(),
    request: ({ request }) => list.put(request, true),
  })
  return (
    <Records
      name="API requests"
      list={list}
      items={items.filter((call) => fits(call, filter))}
      filters={
        <FilterBar
          name="requests"
          text={filter.text}
          onText={(text) => setFilter({ ...filter, text })}
          cleared={count}
          onClear={() => {
            clear()
            go('requests')
          }}
          onShowAll={showAll}
          isFiltering={Object.values(filter).some((value) => value !== '')}
          onReset={() => setFilter(noFilter)}
        >
          <TextFilter
            id="request-path"
            label="Path"
            placeholder="Path"
            value={filter.path}
            onChange={(path) => setFilter({ ...filter, path })}
          />
          <TextFilter
            id="request-number"
            label="Number"
            placeholder="Number"
            value={filter.number}
            onChange={(number) => setFilter({ ...filter, number })}
          />
          <Choice
            id="request-method"
            label="Method"
            value={filter.method}
            options={methods}
            onChange={(method) => setFilter({ ...filter, method })}
          />
          <Choice
            id="request-status"
            label="Status"
            value={filter.status}
            options={statuses}
            onChange={(status) => setFilter({ ...filter, status })}
          />
        </FilterBar>
      }
      keyOf={idOf}
      open={open}
      onToggle={(id) => go('requests', ...(id === undefined ? [] : [id]))}
      none={
        <Empty title="No requests so far">
          <p>Each call of the API is shown here as soon as it is answered.</p>
          <p>
            <a href={linkTo('messages', 'connect')}>Connect your application</a>
          </p>
        </Empty>
      }
      summary={(call) => <Summary call={call} />}
      detail={({ id }) => <RequestDetail key={id} id={id} />}
    />
  )
}

function Summary({ call }: { call: WireCall }) {
  const { method, path, query, status, error, reason, milliseconds, at, send } = call
  const problem = error ?? reason
  return (
    <>
      <span class={`badge ${toneOf(status)}`}>{status ?? 'None'}</span>
      <span class="record-title">
        <span class="method">{method}</span> {path}
      </span>
      <span class="record-address">
        {problem !== null && <span class="problem">{problem} </span>}
        {send !== null && `to ${send.to === null ? 'nobody' : phone(send.to)}: ${send.text ?? 'media'}`}
        {query !== '' && `?${query}`}
      </span>
      <span class="record-facts">{milliseconds} ms</span>
      <ExactWhen iso={at} />
    </>
  )
}

function fits(call: WireCall, filter: Filter): boolean {
  const { method, path, query, status, error, reason, send } = call
  if (filter.method !== '' && method !== filter.method) return false
  if (filter.status !== '' && (status === null ? 'none' : String(status).charAt(0)) !== filter.status)
    return false
  return (
    isIn(filter.path, [path]) &&
    isIn(filter.number, [path, query, send?.from, send?.to]) &&
    isIn(filter.text, [path, query, error, reason, send?.from, send?.to, send?.text])
  )
}

/** Whether one of the texts has the words, or the number, however its digits are grouped. All have none. */
export function isIn(text: string, texts: readonly (string | null | undefined)[]): boolean {
  const words = text.trim().toLowerCase()
  if (words === '') return true
  const number = /^[+\d\s().-]+$/.test(words) ? words.replaceAll(/\D/g, '') : words
  return texts.some((some) => {
    const lower = some?.toLowerCase() ?? ''
    return lower.includes(words) || (number !== '' && lower.includes(number))
  })
}

function toneOf(status: number | null): string {
  if (status === null || status >= 500) return 'bad'
  return status >= 400 ? 'waiting' : 'good'
}

function idOf({ id }: WireCall): string {
  return id
}

async function loadRequests(query: string) {
  const { requests, more } = await ask<Listed<'requests', WireRequest>>(
    'GET',
    `/__emulator/requests?${query}`,
  )
  return { items: requests, more }
}
