import { useState } from 'preact/hooks'
import { useFeed } from './feed.ts'
import { phone } from './format.ts'

/** Says new messages to those who cannot see them come. */
export function Announcer() {
  const [text, setText] = useState('')
  useFeed({
    message: ({ message: { from, to, body } }) => {
      setText(`New message from ${phone(from)} to ${phone(to)}: ${(body ?? 'media').slice(0, 200)}`)
    },
  })
  return (
    <p class="hidden" aria-live="polite">
      {text}
    </p>
  )
}
