import type { WireMessage } from '../src/inbox/wire.ts'
import { count, timeOfDay } from './format.ts'
import { withLinks } from './links.tsx'
import { Media } from './media.tsx'
import { memo } from './memo.ts'
import { Receipts } from './receipts.tsx'
import { linkTo } from './route.ts'

interface BubbleProps {
  message: WireMessage
  /** Shown above it: the first message of a day. */
  day: string | undefined
  /** Whether it is the one that was searched for. */
  isWanted: boolean
}

/** One message. Its text is always text, whatever it looks like. */
export const Bubble = memo(({ message, day, isWanted }: BubbleProps) => {
  const isAnswer = message.direction === 'inbound'
  const { refused, body, timestamp } = message
  return (
    <li
      data-id={message.id}
      class={`message ${isAnswer ? 'answer' : ''} ${refused === null ? '' : 'refused'} ${isWanted ? 'wanted' : ''}`}
    >
      {day !== undefined && (
        <p class="day">
          <span>{day}</span>
        </p>
      )}
      <p class="hidden">{isAnswer ? 'The other party:' : 'Your application:'}</p>
      {message.media.map((media) => (
        <Media key={media.url} media={media} />
      ))}
      {body !== null && <p class="bubble">{withLinks(body)}</p>}
      <p class="facts">
        <time dateTime={timestamp} title={timestamp}>
          {timeOfDay(timestamp)}
        </time>
        {refused === null ? (
          <>
            <span>{kindOf(message)}</span>
            <span title={`${message.amount_nanodollars} nanodollars`}>{message.amount_display}</span>
            {!isAnswer && <Receipts receipts={message.delivery_receipts} />}
          </>
        ) : (
          <span class="receipt failed">
            <span class="mark-sign" aria-hidden="true">
              ✕
            </span>{' '}
            not sent, {refused.status}: {refused.reason === '' ? 'no reason given' : refused.reason}
          </span>
        )}
        <Origins message={message} />
      </p>
    </li>
  )
})

/** Links to the call that sent it and to the webhooks about it. */
function Origins({ message: { request, deliveries } }: { message: WireMessage }) {
  return (
    <>
      {request !== null && <a href={linkTo('requests', request)}>request</a>}
      {deliveries.map((id, index) => (
        <a key={id} href={linkTo('webhooks', id)}>
          webhook{deliveries.length > 1 ? ` ${index + 1}` : ''}
        </a>
      ))}
    </>
  )
}

function kindOf({ is_mms: isMms, segment_count: segments, message_encoding: encoding }: WireMessage): string {
  return isMms ? 'MMS' : `${count(segments, 'segment')}, ${encoding === 8 ? 'UCS-2' : 'ASCII'}`
}
