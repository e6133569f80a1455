import type { RefObject } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { ask, explain } from './api.ts'
import { phone } from './format.ts'
import { go } from './route.ts'

interface ComposerProps {
  ours: string
  theirs: string
  box: RefObject<HTMLTextAreaElement | null>
}

/** Where the other party answers: Enter sends, Shift and Enter begin another line, Escape leaves. */
export function Composer({ ours, theirs, box }: ComposerProps) {
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()
  useEffect(() => box.current?.focus({ preventScroll: true }), [])
  const send = async (): Promise<void> => {
    if (text.trim() === '') return
    setText('')
    setProblem(undefined)
    try {
      await ask('POST', '/__emulator/messages', { from: `+${theirs}`, to: `+${ours}`, body: text })
    } catch (error) {
      setProblem(explain(error))
      setText(text)
    }
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    // Enter also ends the composition of a character.
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault()
      void send()
    } else if (event.key === 'Escape') {
      go('messages')
    }
  }
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      {problem !== undefined && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <label class="hidden" for="answer">
        Answer as {phone(theirs)}
      </label>
      <textarea
        id="answer"
        ref={box}
        rows={Math.min(text.split('\n').length, 6)}
        placeholder={`Answer as ${phone(theirs)}`}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <button type="submit" class="primary">
        Send
      </button>
    </form>
  )
}
