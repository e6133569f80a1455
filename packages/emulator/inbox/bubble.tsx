import type { WireMessage } from '../src/inbox/wire.ts'
import { count, timeOfDay } from './format.ts'
import { Media } from './media.tsx'
import { memo } from './memo.ts'
import { Receipts } from './receipts.tsx'

interface BubbleProps {
  message: WireMessage
  /** Shown above it: the first message of a day. */
  day: string | undefined
}

/** One message. Its text is always text, whatever it looks like. */
export const Bubble = memo(({ message, day }: BubbleProps) => {
  const isAnswer = message.direction === 'inbound'
  return (
    <li data-id={message.id} class={isAnswer ? 'message answer' : 'message'}>
      {day !== undefined && <p class="day">{day}</p>}
      <p class="hidden">{isAnswer ? 'The other party:' : 'Your application:'}</p>
      {message.media.map((media) => (
        <Media key={media.url} media={media} />
      ))}
      {message.body !== null && <p class="bubble">{message.body}</p>}
      <p class="facts">
        <time dateTime={message.timestamp} title={message.timestamp}>
          {timeOfDay(message.timestamp)}
        </time>
        <span>{kindOf(message)}</span>
        <span title={`${message.amount_nanodollars} nanodollars`}>{message.amount_display}</span>
        {!isAnswer && <Receipts receipts={message.delivery_receipts} />}
      </p>
    </li>
  )
})

function kindOf({ is_mms: isMms, segment_count: segments, message_encoding: encoding }: WireMessage): string {
  return isMms ? 'MMS' : `${count(segments, 'segment')}, ${encoding === 8 ? 'UCS-2' : 'ASCII'}`
}
