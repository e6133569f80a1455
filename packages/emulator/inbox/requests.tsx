import { useEffect, useState } from 'preact/hooks'
import type { Listed, WireBody, WireCall, WireRequest } from '../src/inbox/wire.ts'
import { ask, explain } from './api.ts'
import { Code } from './code.tsx'
import { Empty } from './empty.tsx'
import { useFeed } from './feed.ts'
import { pretty } from './format.ts'
import { usePagedList } from './paged-list.ts'
import { Records } from './records.tsx'
import { go, linkTo } from './route.ts'
import { ExactWhen } from './when.tsx'

/** The calls of the API, the latest one first. */
export function Requests({ open }: { open: string | undefined }) {
  const list = usePagedList<WireCall>('requests', loadRequests, ({ id }) => id)
  useFeed({
    resync: () => void list.reload(),
    request: ({ request }) => list.put(request, true),
  })
  return (
    <Records
      name="API requests"
      list={list}
      keyOf={({ id }) => id}
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
      detail={({ id }) => <Detail key={id} id={id} />}
    />
  )
}

function Summary({ call: { method, path, query, status, error, milliseconds, at } }: { call: WireCall }) {
  return (
    <>
      <span class={`badge ${toneOf(status)}`}>{status ?? 'None'}</span>
      <span class="record-title">
        <span class="method">{method}</span> {path}
      </span>
      <span class="record-address">{query === '' ? '' : `?${query}`}</span>
      <span class="record-facts">{error ?? `${milliseconds} ms`}</span>
      <ExactWhen iso={at} />
    </>
  )
}

function Detail({ id }: { id: string }) {
  const [request, setRequest] = useState<WireRequest>()
  const [problem, setProblem] = useState<string>()
  useEffect(() => {
    const found = ask<WireRequest>('GET', `/__emulator/requests/${encodeURIComponent(id)}`)
    found.then(setRequest).catch((error: unknown) => setProblem(explain(error)))
  }, [])
  if (problem !== undefined) return <p role="alert">{problem}</p>
  if (request === undefined) return <p>Loading</p>
  const { error, milliseconds, requestHeaders, requestBody, responseHeaders, responseBody } = request
  return (
    <>
      {error !== undefined && <p class="problem">{error}</p>}
      <p class="record-note">It took {milliseconds} ms. Secrets are shown as dots.</p>
      <div class="sides">
        <Half title="Request" headers={requestHeaders} body={requestBody} />
        <Half title="Answer" headers={responseHeaders} body={responseBody} />
      </div>
    </>
  )
}

interface HalfProps {
  title: string
  headers: Readonly<Record<string, string>>
  body: WireBody
}

function Half({ title, headers, body: { text, truncated } }: HalfProps) {
  return (
    <div>
      <h3>{title}</h3>
      <dl class="pairs">
        {Object.entries(headers).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {text === '' ? (
        <p class="record-note">No body.</p>
      ) : (
        <Code name={`${title} body`} text={pretty(text)} />
      )}
      {truncated && <p class="record-note">Only the beginning was kept.</p>}
    </div>
  )
}

function toneOf(status: number | null): string {
  if (status === null || status >= 500) return 'bad'
  return status >= 400 ? 'waiting' : 'good'
}

async function loadRequests(query: string) {
  const { requests, more } = await ask<Listed<'requests', WireRequest>>(
    'GET',
    `/__emulator/requests?${query}`,
  )
  return { items: requests, more }
}
