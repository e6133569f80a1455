import { useEffect, useState } from 'preact/hooks'
import type { WireBody, WireRequest } from '../src/inbox/wire.ts'
import { ask, explain } from './api.ts'
import { curlOf, typescriptOf } from './as-code.ts'
import { Code } from './code.tsx'
import { Copy } from './copy.tsx'
import { Headers } from './headers.tsx'
import { linkTo } from './route.ts'

/** One call of the API with its answer. */
export function RequestDetail({ id }: { id: string }) {
  const [request, setRequest] = useState<WireRequest>()
  const [problem, setProblem] = useState<string>()
  useEffect(() => {
    const found = ask<WireRequest>('GET', `/__emulator/requests/${encodeURIComponent(id)}`)
    found.then(setRequest).catch((error: unknown) => setProblem(explain(error)))
  }, [])
  if (problem !== undefined) return <p role="alert">{problem}</p>
  if (request === undefined) return <p>Loading</p>
  const { error, reason, milliseconds, requestHeaders, requestBody, responseHeaders, responseBody } = request
  return (
    <>
      {error !== undefined && <p class="problem">{error}</p>}
      {reason !== null && <p class="problem">{reason}</p>}
      <p class="record-note">It took {milliseconds} ms. Secrets are shown as dots.</p>
      <p class="actions">
        <MessageLink request={request} />
        {request.deliveries.map((delivery, index) => (
          <a key={delivery} href={linkTo('webhooks', delivery)}>
            Webhook {index + 1}
          </a>
        ))}
        <Copy label="Copy as curl" text={() => curlOf(request)} />
        <Copy label="Copy as TypeScript" text={() => typescriptOf(request)} />
      </p>
      <div class="sides">
        <Half title="Request" headers={requestHeaders} body={requestBody} />
        <Half title="Answer" headers={responseHeaders} body={responseBody} />
      </div>
    </>
  )
}

/** To the conversation of the message that the call has sent, or was to send. */
function MessageLink({ request: { send, message } }: { request: WireRequest }) {
  if (message === null || send === null || send.from === null || send.to === null) return null
  return <a href={linkTo('messages', digits(send.from), digits(send.to), message)}>The message</a>
}

function digits(number: string): string {
  return number.replaceAll(/\D/g, '')
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
      <Headers headers={headers} />
      {text === '' ? <p class="record-note">No body.</p> : <Code name={`${title} body`} text={text} />}
      {truncated && <p class="record-note">Only the beginning was kept.</p>}
    </div>
  )
}
