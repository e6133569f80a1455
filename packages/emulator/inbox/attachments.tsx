import { useRef, useState } from 'preact/hooks'
import { explain } from './api.ts'
import { PictureIcon } from './icons.tsx'
import { filesOf, upload } from './pictures.ts'

/** A file that is to go with a message. */
interface Attachment {
  url: string
  name: string
  isPicture: boolean
}

interface Attachments {
  files: readonly Attachment[]
  /** What was wrong with the latest file, if anything was. */
  problem: string | undefined
  set(files: readonly Attachment[]): void
  /** Uploads files and adds them. */
  attach(files: readonly File[]): Promise<void>
  /** Attaches what was dropped or pasted, if there are files in it. */
  take(event: Event, data: DataTransfer | null): void
}

/** The files of a message that is being written. They are uploaded at once. */
export function useAttachments(onAttached: () => void = () => {}): Attachments {
  const [files, setFiles] = useState<readonly Attachment[]>([])
  const [problem, setProblem] = useState<string>()
  const attach = async (added: readonly File[]): Promise<void> => {
    setProblem(undefined)
    for (const file of added) {
      try {
        const url = await upload(file)
        const attachment = { url, name: file.name, isPicture: file.type.startsWith('image/') }
        setFiles((before) => [...before, attachment])
      } catch (error) {
        setProblem(explain(error))
      }
    }
    onAttached()
  }
  return {
    files,
    problem,
    set: setFiles,
    attach,
    take(event, data) {
      const given = filesOf(data)
      if (given.length === 0) return
      event.preventDefault()
      void attach(given)
    },
  }
}

/** The files that are to go, each with a button that takes it away. */
export function AttachmentList({ attachments: { files, set } }: { attachments: Attachments }) {
  if (files.length === 0) return null
  return (
    <ul class="attachments">
      {files.map(({ url, name, isPicture }) => (
        <li key={url}>
          {isPicture ? <img src={url} alt={name} /> : <span class="attachment-name">{name}</span>}
          <button
            type="button"
            class="small"
            aria-label={`Remove ${name}`}
            onClick={() => set(files.filter((other) => other.url !== url))}
          >
            Remove
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Opens the choice of files. */
export function AttachButton({ attachments }: { attachments: Attachments }) {
  const picker = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={picker}
        type="file"
        class="hidden"
        multiple
        accept="image/*,video/*,audio/*,text/plain,application/pdf"
        aria-label="Files to attach"
        tabIndex={-1}
        onChange={({ currentTarget }) => {
          void attachments.attach([...(currentTarget.files ?? [])])
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
    </>
  )
}
