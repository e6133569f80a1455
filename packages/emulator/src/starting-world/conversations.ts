import { readDate } from '../http/dates.ts'
import type { PastMessage } from '../world/messages.ts'
import type { World } from '../world/world.ts'
import { ownNumber, readNumber } from './phone-numbers.ts'
import type { Report } from './report.ts'
import type { ParsedWorld } from './schema.ts'

/** Milliseconds between messages that have no time of their own. */
const pause = 60_000

/** Puts messages of the past into a world. */
export function addConversations({ conversations }: ParsedWorld, world: World, report: Report): void {
  const all = conversations.flatMap((conversation, index) =>
    messagesOf(conversation, ['conversations', index], world, report),
  )
  // In the order in which they came, as the latest one brings its conversation to the top.
  for (const message of all.sort((a, b) => a.at - b.at)) world.messages.addPast(message)
}

function messagesOf(
  { number: ours, with: theirs, messages }: ParsedWorld['conversations'][number],
  path: readonly (string | number)[],
  world: World,
  report: Report,
): PastMessage[] {
  const number = ownNumber(ours, [...path, 'number'], world, report)
  const other = readNumber(theirs, [...path, 'with'], report)
  const now = world.clock.now().getTime()
  let at = now - (messages.length + 1) * pause
  return messages.flatMap((message, index) => {
    const place = [...path, 'messages', index]
    at = message.at === undefined ? at + pause : readMoment(message.at, [...place, 'at'], report)
    if (at > now) report(message.at === undefined ? place : [...place, 'at'], 'must not be in the future')
    const body = message.in ?? message.out ?? ''
    if (body === '' && message.media.length === 0) report(place, 'must have a text or media')
    if (number === undefined || other === undefined) return []
    const direction = message.in === undefined ? ('outbound' as const) : ('inbound' as const)
    return [{ direction, number, other, body: body === '' ? null : body, mediaUrls: message.media, at }]
  })
}

function readMoment(text: string, path: readonly (string | number)[], report: Report): number {
  const moment = readDate(text)
  if (moment === undefined) report(path, `must be a time such as 2026-01-15T17:00:00Z, and is "${text}"`)
  return moment ?? 0
}
