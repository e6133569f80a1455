import type { Deliveries } from '../webhooks/deliveries.ts'
import type { MessageRecord } from '../world/message-record.ts'
import type { World } from '../world/world.ts'
import type { LoggedRequest, RequestLog } from './request-log.ts'
import { reasonOf } from './sends.ts'
import { type WireSource, wireCall, wireConversation, wireDelivery, wireMessage } from './wire-forms.ts'
import { wireNumber } from './wire-number.ts'
import type { WireFound } from './wire-search.ts'

/** Characters of each body of a call that are searched. */
const searchedOfBody = 4_096

interface Searched extends WireSource {
  log: RequestLog
  deliveries: Deliveries
}

/** Finds a text in all that is on the emulator; at most `limit` of each kind, the newest first. */
export function search(world: World, source: Searched, text: string, limit: number): WireFound {
  const needle = text.trim().toLowerCase()
  const digits = digitsOf(needle)
  const has = (value: string | null): boolean => (value ?? '').toLowerCase().includes(needle)
  const isNumber = (number: string): boolean => number.includes(digits ?? needle)
  const named = namesWith(world, has)

  const conversations = take(world.messages.everyConversation(), limit, ({ ours, theirs }) =>
    [ours, theirs].some((number) => isNumber(number) || named.has(number)),
  )
  const hasText = (record: MessageRecord): boolean => hasMessage(record, has)
  const sent = take(world.messages.newestFirst(), limit, hasText)
  const refused = take(world.messages.refused.newestFirst(), limit, hasText)
  const messages = [...refused.items, ...sent.items].sort((a, b) => b.at - a.at)
  const numbers = take(world.numbers.all(), limit, ({ alias, listing: { number, rateCenter, state } }) => {
    return isNumber(number) || has(alias) || has(`${rateCenter}, ${state}`)
  })
  const requests = take(source.log.list().reverse(), limit, (call) => hasCall(call, has))
  const deliveries = take(source.deliveries.list().reverse(), limit, ({ url, payload }) => {
    return has(url) || has(JSON.stringify(payload))
  })
  return {
    conversations: conversations.items.map((conversation) => wireConversation(conversation, source)),
    messages: messages.slice(0, limit).map((record) => wireMessage(record, source)),
    numbers: numbers.items.map((number) => wireNumber(number, world)),
    requests: requests.items.map(wireCall),
    deliveries: deliveries.items.map((delivery) => wireDelivery(delivery, source)),
    more:
      messages.length > limit ||
      [conversations, sent, refused, numbers, requests, deliveries].some(({ more }) => more),
  }
}

/** The digits of what looks like a phone number or a part of one; undefined for other texts. */
function digitsOf(text: string): string | undefined {
  if (!/^\+?[\d\s().-]+$/.test(text)) return undefined
  const digits = text.replaceAll(/\D/g, '')
  return digits === '' ? undefined : digits
}

function namesWith({ names }: World, has: (value: string) => boolean): Set<string> {
  return new Set(Object.entries(names.all()).flatMap(([number, name]) => (has(name) ? [number] : [])))
}

function hasMessage({ id, body, media }: MessageRecord, has: (value: string | null) => boolean): boolean {
  return has(body) || media.some(({ fileName }) => has(fileName)) || has(id)
}

function hasCall(call: LoggedRequest, has: (value: string | null) => boolean): boolean {
  const { method, path, query, status, requestBody, responseBody } = call
  return (
    has(`${method} ${path}${query === '' ? '' : `?${query}`} ${status ?? ''}`) ||
    has(reasonOf(call)) ||
    has(requestBody.text.slice(0, searchedOfBody)) ||
    has(responseBody.text.slice(0, searchedOfBody))
  )
}

/** The first ones that the test holds for, and whether there is another. */
function take<T>(
  items: Iterable<T>,
  limit: number,
  holds: (item: T) => boolean,
): { items: T[]; more: boolean } {
  const taken: T[] = []
  for (const item of items) {
    if (!holds(item)) continue
    if (taken.length === limit) return { items: taken, more: true }
    taken.push(item)
  }
  return { items: taken, more: false }
}
