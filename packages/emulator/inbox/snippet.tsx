import { useState } from 'preact/hooks'
import { Copy } from './copy.tsx'

interface SnippetProps {
  /** Said after the word Copy, and above it. */
  name: string
  text: string
  /** A part of the text that is hidden until it is asked for. It is copied as it is. */
  secret?: string
}

/** A text to copy. */
export function Snippet({ name, text, secret }: SnippetProps) {
  const [isShown, setShown] = useState(false)
  const title = name.charAt(0).toUpperCase() + name.slice(1)
  const shown = secret === undefined || isShown ? text : text.replaceAll(secret, '•'.repeat(12))
  return (
    <figure class="snippet">
      <figcaption>{title}</figcaption>
      <pre>{shown}</pre>
      <span class="buttons">
        {secret !== undefined && (
          <button
            type="button"
            class="small"
            aria-label={`${isShown ? 'Hide' : 'Show'} ${name}`}
            onClick={() => setShown(!isShown)}
          >
            {isShown ? 'Hide' : 'Show'}
          </button>
        )}
        <Copy name={name} text={text} />
      </span>
    </figure>
  )
}
