import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { ask, explain } from './api.ts'
import { phone } from './format.ts'
import { PictureIcon } from './icons.tsx'
import { MessageSize } from './message-size.tsx'
import { filesOf, upload } from './pictures.ts'
import { go } from './route.ts'

interface ComposerProps {
  ours: string
  theirs: string
  box: RefObject<HTMLTextAreaElement | null>
}

/** A file that is to go with the message. */
interface Attachment {
  url: string
  name: string
  isPicture: boolean
}

/**
 * Where the other party answers: Enter sends, Shift and Enter begin another line, Escape leaves. Files are chosen,
 * dropped or pasted.
 */
export function Composer({ ours, theirs, box }: ComposerProps) {
  const [text, setText] = useState('')
  const [attachments, setAttachments] = useState<readonly Attachment[]>([])
  const [problem, setProblem] = useState<string>()
  const picker = useRef<HTMLInputElement>(null)
  useEffect(() => box.current?.focus({ preventScroll: true }), [])
  const attach = async (files: readonly File[]): Promise<void> => {
    setProblem(undefined)
    for (const file of files) {
      try {
        const url = await upload(file)
        const added = { url, name: file.name, isPicture: file.type.startsWith('image/') }
        setAttachments((before) => [...before, added])
      } catch (error) {
        setProblem(explain(error))
      }
    }
    box.current?.focus({ preventScroll: true })
  }
  const send = async (): Promise<void> => {
    if (text.trim() === '' && attachments.length === 0) return
    setText('')
    setAttachments([])
    setProblem(undefined)
    try {
      await ask('POST', '/__emulator/messages', {
        from: `+${theirs}`,
        to: `+${ours}`,
        ...(text.trim() === '' ? {} : { body: text }),
        media_urls: attachments.map(({ url }) => url),
      })
    } catch (error) {
      setProblem(explain(error))
      setText(text)
      setAttachments(attachments)
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
  const take = (event: Event, data: DataTransfer | null): void => {
    const files = filesOf(data)
    if (files.length === 0) return
    event.preventDefault()
    void attach(files)
  }
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => take(event, event.dataTransfer)}
    >
      {problem !== undefined && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {attachments.length > 0 && (
        <ul class="attachments">
          {attachments.map(({ url, name, isPicture }) => (
            <li key={url}>
              {isPicture ? <img src={url} alt={name} /> : <span class="attachment-name">{name}</span>}
              <button
                type="button"
                class="small"
                aria-label={`Remove ${name}`}
                onClick={() => setAttachments(attachments.filter((other) => other.url !== url))}
              >
                Remove
              </button>
            </li>
          ))}
        </ul>
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
        onPaste={(event) => take(event, event.clipboardData)}
      />
      <input
        ref={picker}
        type="file"
        class="hidden"
        multiple
        accept="image/*,video/*,audio/*,text/plain,application/pdf"
        aria-label="Files to attach"
        tabIndex={-1}
        onChange={({ currentTarget }) => {
          void attach([...(currentTarget.files ?? [])])
          // So that the same file can be chosen again.
          currentTarget.value = ''
        }}
      />
      <button
        type="button"
        class="square attach"
        title="Attach a picture or another file; drop and paste work too"
        aria-label="Attach a picture or another file"
        onClick={() => picker.current?.click()}
      >
        <PictureIcon />
      </button>
      <button type="submit" class="primary">
        Send
      </button>
      <MessageSize text={text} isMms={attachments.length > 0} />
    </form>
  )
}
