import type { RefObject } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Problem } from './action.tsx'
import { ask, explain } from './api.ts'
import { AttachButton, AttachmentList, useAttachments } from './attachments.tsx'
import { phone } from './format.ts'
import { MessageSize } from './message-size.tsx'
import { go } from './route.ts'

interface ComposerProps {
  ours: string
  theirs: string
  box: RefObject<HTMLTextAreaElement | null>
}

/**
 * Where the other party answers: Enter sends, Shift and Enter begin another line, Escape leaves. Files are chosen,
 * dropped or pasted.
 */
export function Composer({ ours, theirs, box }: ComposerProps) {
  const [text, setText] = useState('')
  const attachments = useAttachments(() => box.current?.focus({ preventScroll: true }))
  const [problem, setProblem] = useState<string>()
  const { files } = attachments
  useEffect(() => box.current?.focus({ preventScroll: true }), [])
  const send = async (): Promise<void> => {
    if (text.trim() === '' && files.length === 0) return
    setText('')
    attachments.set([])
    setProblem(undefined)
    try {
      await ask('POST', '/__emulator/messages', {
        from: `+${theirs}`,
        to: `+${ours}`,
        ...(text.trim() === '' ? {} : { body: text }),
        media_urls: files.map(({ url }) => url),
      })
    } catch (error) {
      setProblem(explain(error))
      setText(text)
      attachments.set(files)
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
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => attachments.take(event, event.dataTransfer)}
    >
      <Problem text={problem ?? attachments.problem} />
      <AttachmentList attachments={attachments} />
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
        onPaste={(event) => attachments.take(event, event.clipboardData)}
      />
      <AttachButton attachments={attachments} />
      <button type="submit" class="primary">
        Send
      </button>
      <MessageSize text={text} isMms={files.length > 0} />
    </form>
  )
}
