import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { WireCallbacks } from '../src/inbox/wire.ts'
import { useAccountList } from './account-list.ts'
import { ask, explain } from './api.ts'
import { useFeed } from './feed.ts'
import { phone } from './format.ts'
import { Sentinel } from './sentinel.tsx'
import { Table } from './table.tsx'

const kinds = [
  { kind: 'sms_callback', title: 'Inbound SMS' },
  { kind: 'mms_callback', title: 'Inbound MMS' },
  { kind: 'sms_dlr_callback', title: 'Receipts of SMS' },
  { kind: 'mms_dlr_callback', title: 'Receipts of MMS' },
  { kind: 'dlr_callback', title: 'Receipts of SMS, by the older name' },
]

/** Where the whole account's messages and receipts are posted; can be set here as through the API. */
export function AccountCallbacks() {
  const [account, setAccount] = useState<WireCallbacks>()
  const read = (): void => {
    const found = ask<{ account: WireCallbacks }>('GET', '/__emulator/callbacks?limit=1')
    found.then((answer) => setAccount(answer.account)).catch(() => {})
  }
  useEffect(read, [])
  useFeed({ 'account-changed': read, resync: read })
  return (
    <section class="callbacks" aria-label="Of the account">
      <h3>Of the account</h3>
      <AllCallbacks />
      {account !== undefined &&
        kinds
          .filter(({ kind }) => kind !== 'dlr_callback' || account.urls[kind] !== undefined)
          .map(({ kind, title }) => (
            <Callback
              key={`${kind} ${account.urls[kind]}`}
              kind={kind}
              title={title}
              url={account.urls[kind] ?? ''}
            />
          ))}
    </section>
  )
}

/** One URL for messages and receipts of both kinds. */
function AllCallbacks() {
  const set = (url: string) => ask('PUT', '/__emulator/callbacks', { url })
  return (
    <CallbackForm id="callback-all" label="One URL for all four" action="Set all" isMain url="" set={set} />
  )
}

function Callback({ kind, title, url }: { kind: string; title: string; url: string }) {
  const set = (text: string) => ask('PUT', `/v2.2/messages/${kind}`, { callback_url: text })
  const label = (
    <>
      {title} <code>{kind}</code>
    </>
  )
  return (
    <CallbackForm
      id={`callback-${kind}`}
      label={label}
      action="Set"
      name={`Set ${title}`}
      url={url}
      set={set}
    />
  )
}

interface CallbackFormProps {
  id: string
  label: ComponentChildren
  /** What the button says, and its name where that does not say enough. */
  action: string
  name?: string
  isMain?: boolean
  url: string
  set(url: string): Promise<unknown>
}

/** A URL that can be set; what is wrong with it is said below. */
function CallbackForm({ id, label, action, name, isMain, url, set }: CallbackFormProps) {
  const [text, setText] = useState(url)
  const [problem, setProblem] = useState<string>()
  const save = async (): Promise<void> => {
    setProblem(undefined)
    try {
      await set(text)
      // The other ones get their new URL from the server.
      if (isMain) setText('')
    } catch (error) {
      setProblem(explain(error))
    }
  }
  return (
    <form
      class="callback"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <label for={id}>{label}</label>
      <input
        id={id}
        type="url"
        required
        placeholder="http://localhost:3000/webhooks"
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <button
        type="submit"
        class={isMain ? 'primary small' : 'small'}
        aria-label={name}
        aria-disabled={!isMain && text === url}
      >
        {action}
      </button>
      {problem !== undefined && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </form>
  )
}

/** Those of single numbers, which come before the account's. */
export function NumberCallbacks() {
  const list = useAccountList<'callbacks', WireCallbacks>('callbacks', ({ number }) => number ?? '')
  const rows = list.items.flatMap(({ number, urls }) =>
    Object.entries(urls).map(([kind, url]) => ({ number: number ?? '', kind, url })),
  )
  return (
    <section aria-label="Of single numbers">
      <h3>Of single numbers</h3>
      {list.isLoaded && (
        <Table
          name="Callbacks of single numbers"
          rows={rows}
          keyOf={({ number, kind }) => `${number} ${kind}`}
          none={
            <p class="quiet">
              {list.more ? 'Looking' : 'No number has a callback of its own: the account’s count for all.'}
            </p>
          }
          columns={[
            { title: 'Number', show: ({ number }) => <strong>{phone(number)}</strong> },
            { title: 'Kind', show: ({ kind }) => <code>{kind}</code> },
            { title: 'Address', show: ({ url }) => url },
          ]}
        />
      )}
      {list.more && <Sentinel onNear={() => void list.loadMore()} version={list.items} />}
    </section>
  )
}
