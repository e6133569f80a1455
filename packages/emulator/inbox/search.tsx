import { useEffect, useRef, useState } from 'preact/hooks'
import type { WireFound } from '../src/inbox/wire-search.ts'
import { Problem } from './action.tsx'
import { ask, explain } from './api.ts'
import { Modal } from './modal.tsx'
import { listKeys, moveFocus } from './roving.ts'
import { hitsOf } from './search-hits.ts'

/** Searches everything that the emulator has: conversations, messages, numbers, requests and webhooks. */
export function Search({ onClose }: { onClose(): void }) {
  const box = useRef<HTMLDialogElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const hits = useRef<HTMLUListElement>(null)
  const [text, setText] = useState('')
  /** What was found, and for which text. */
  const [answer, setAnswer] = useState<{ text: string; found: WireFound }>()
  /** Whether Enter was pressed before there was an answer for the text. */
  const isHurried = useRef(false)
  const [problem, setProblem] = useState<string>()
  const turn = useRef(0)
  useEffect(() => field.current?.focus(), [])
  useEffect(() => {
    turn.current += 1
    const mine = turn.current
    if (text.trim() === '') {
      setAnswer(undefined)
      return
    }
    ask<WireFound>('GET', `/__emulator/search?limit=8&q=${encodeURIComponent(text)}`).then(
      (found) => {
        // An answer that was overtaken by a later one says nothing.
        if (mine !== turn.current) return
        setAnswer({ text, found })
        setProblem(undefined)
      },
      (error: unknown) => mine === turn.current && setProblem(explain(error)),
    )
  }, [text])
  const found = answer?.found
  const groups = found === undefined ? [] : hitsOf(found)
  const first = (): HTMLElement | null => hits.current?.querySelector<HTMLElement>('.hit') ?? null
  const openFirst = (): void => {
    isHurried.current = answer?.text !== text
    if (!isHurried.current) first()?.click()
  }
  useEffect(() => {
    if (isHurried.current) openFirst()
  }, [answer])
  // Escape would only empty the field.
  const close = (): void => box.current?.close()
  return (
    <Modal title="Search everything" box={box} onClose={onClose} kind="search">
      <label class="hidden" for="search">
        Text, number, name, path, status or reason
      </label>
      <input
        id="search"
        ref={field}
        type="search"
        autocomplete="off"
        placeholder="Text, number, name, path, status or reason"
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={(event) => {
          const act = { ArrowDown: () => first()?.focus(), Enter: openFirst, Escape: close }[event.key]
          if (act === undefined) return
          event.preventDefault()
          act()
        }}
      />
      <Problem text={problem} />
      <ul class="hits" ref={hits} onKeyDown={(event) => moveFocus(event, '.hit', listKeys)}>
        {groups.map(({ title, hits: items }) => (
          <li key={title}>
            <h3>{title}</h3>
            {items.map(({ key, href, title: what, note }) => (
              <a key={key} class="hit" href={href} onClick={close}>
                <strong>{what}</strong> <span>{note}</span>
              </a>
            ))}
          </li>
        ))}
      </ul>
      <p class="quiet" role="status">
        {found !== undefined && groups.length === 0 && 'Nothing found'}
        {found?.more === true && 'There is more: write more of it to narrow it down'}
      </p>
    </Modal>
  )
}
