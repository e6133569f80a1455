import { useState } from 'preact/hooks'

/** A button that copies a text. `name` says what, for those who cannot see where it stands. */
export function Copy({
  name,
  text,
  label = 'Copy',
}: {
  name: string
  text: string | (() => string)
  label?: string
}) {
  const [done, setDone] = useState<boolean>()
  const copy = async (): Promise<void> => {
    setDone(await put(typeof text === 'string' ? text : text()))
  }
  return (
    <button
      type="button"
      class="small"
      aria-label={`${label} ${name}`}
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
