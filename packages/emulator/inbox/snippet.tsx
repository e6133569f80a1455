import { useState } from 'preact/hooks'
import { Copy } from './copy.tsx'

interface SnippetProps {
  /** Said after the word Copy, and above it. */
  name: string
  text: string
  /** Parts of the text that are hidden until they are asked for. They are copied as they are. */
  secrets?: readonly string[]
}

/** A text to copy. */
export function Snippet({ name, text, secrets = [] }: SnippetProps) {
  const [isShown, setShown] = useState(false)
  const title = name.charAt(0).toUpperCase() + name.slice(1)
  const hidden = isShown ? [] : secrets
  const shown = hidden.reduce((rest, secret) => rest.replaceAll(secret, '•'.repeat(12)), text)
  return (
    <figure class="snippet">
      <figcaption>{title}</figcaption>
      <pre>{shown}</pre>
      <span class="buttons">
        {secrets.length > 0 && (
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
