import { useState } from 'preact/hooks'

interface CopyProps {
  text: string | (() => string)
  /** What is written on it. */
  label?: string
  /** What is copied, for those who cannot see where the button stands. */
  name?: string
}

/** A button that copies a text. */
export function Copy({ text, label = 'Copy', name }: CopyProps) {
  const [done, setDone] = useState<boolean>()
  const copy = async (): Promise<void> => {
    setDone(await put(typeof text === 'string' ? text : text()))
  }
  return (
    <button
      type="button"
      class="small"
      aria-label={name === undefined ? label : `${label} ${name}`}
      onClick={() => void copy()}
      onBlur={() => setDone(undefined)}
    >
      <span role="status">{done === undefined ? label : done ? 'Copied' : 'Not copied'}</span>
    </button>
  )
}

/** Browsers have a clipboard for pages of this machine and of https only. */
async function put(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
