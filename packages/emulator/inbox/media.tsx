import { useState } from 'preact/hooks'
import type { WireMedia } from '../src/inbox/wire.ts'

/**
 * A file of an MMS. The page calls no other host by itself: only pictures on this machine are shown, of others
 * there is a link.
 */
export function Media({ media: { url, file_name: name, mime_type: type } }: { media: WireMedia }) {
  const [isBroken, setBroken] = useState(false)
  const address = new URL(url)
  const mayBePicture = type.startsWith('image/') || type === 'application/octet-stream'
  if (isHere(address) && mayBePicture && !isBroken) {
    return (
      <a class="picture" href={url} target="_blank" rel="noreferrer">
        <img src={url} alt={name} referrerpolicy="no-referrer" onError={() => setBroken(true)} />
      </a>
    )
  }
  return (
    <p class="file">
      <svg class="file-sign" viewBox="0 0 24 24" aria-hidden="true">
        <path d="M6 2h8l5 5v15H6z M14 2v5h5" />
      </svg>
      <span>
        <a href={url} target="_blank" rel="noreferrer">
          {name}
        </a>
        <span class="file-facts">
          {type}
          {isHere(address) ? '' : `, on ${address.host}: not loaded by itself`}
          {isBroken ? ', could not be shown' : ''}
        </span>
      </span>
    </p>
  )
}

/** Whether it is on this machine, by the names that the page's policy lets pictures come from. */
function isHere({ hostname, protocol, origin }: URL): boolean {
  return origin === location.origin || (protocol === 'http:' && /^(localhost|127\.0\.0\.1)$/.test(hostname))
}
