import { InvalidInputError } from '@flowroute/core'
import {
  checkInput,
  convert,
  inputObject,
  patternInput,
  phoneNumberInput,
  urlInput,
} from '@flowroute/core/resource'
import { countSegments } from '@flowroute/messages'
import type { Kysely } from 'kysely'
import * as v from 'valibot'
import type { NewMessageRow, Tables } from './ledger/tables.ts'
import type { OutboxMessage } from './options.ts'
import { twinOf } from './rules/twin.ts'
import type { Settings } from './settings.ts'

/**
 * What came of an `add`.
 *
 * @example const { added, known } = await outbox.add(messages)
 */
export interface AddResult {
  /** Messages that are new in the ledger. */
  added: number
  /** Messages whose key was in the ledger already; nothing was changed. */
  known: number
}

const dateInput = () =>
  v.optional(
    convert(
      (value) => (value instanceof Date && !Number.isNaN(value.getTime()) ? value : undefined),
      'must be a valid Date',
    ),
  )

const messageInput = inputObject(
  {
    key: patternInput(/^.{1,200}$/su, 'must be a text of 1 to 200 characters'),
    to: phoneNumberInput(),
    from: v.optional(phoneNumberInput()),
    body: v.optional(patternInput(/^/, 'must be a text')),
    mediaUrls: v.optional(v.array(urlInput())),
    notBefore: dateInput(),
    expires: dateInput(),
  },
  {
    id: 'key',
    text: 'body',
    message: 'body',
    media: 'mediaUrls',
    mediaUrl: 'mediaUrls',
    sendAt: 'notBefore',
  },
)

/**
 * A message as it is stored.
 *
 * @throws {InvalidInputError} with every problem of the message
 */
export function rowOf(message: OutboxMessage, settings: Settings, now: number): NewMessageRow {
  const checked = checkInput(messageInput, message, 'message')
  const { key, to, from, body, mediaUrls = [], notBefore, expires } = checked
  const kind = mediaUrls.length > 0 ? 'mms' : 'sms'
  if (kind === 'sms' && !/\S/.test(body ?? '')) {
    throw new InvalidInputError([{ field: 'body', message: 'must not be blank without mediaUrls' }])
  }
  const segments = kind === 'mms' ? 1 : countSegments(body ?? '').segments
  return {
    key,
    recipient: to,
    body: body ?? null,
    media: mediaUrls.length > 0 ? JSON.stringify(mediaUrls) : null,
    kind,
    segments,
    cost: Math.round(segments * settings.price[kind]),
    twin: twinOf(to, body ?? null, mediaUrls),
    wanted_sender: from ?? null,
    state: 'queued',
    created_at: now,
    due: Math.max(now, notBefore?.getTime() ?? 0),
    expires: expires?.getTime() ?? null,
    attempts: 0,
    looks: 0,
    changed_at: now,
  }
}

/** Rows per statement: SQLite takes 32,766 parameters. */
const batchSize = 500

type Given = OutboxMessage | Iterable<OutboxMessage> | AsyncIterable<OutboxMessage>

/** The messages that were given, in batches. */
export async function* batchesOf(given: Given): AsyncGenerator<OutboxMessage[], void, undefined> {
  let batch: OutboxMessage[] = []
  for await (const message of isIterable(given) ? given : [given]) {
    if (batch.push(message) === batchSize) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}

function isIterable(given: Given): given is Iterable<OutboxMessage> | AsyncIterable<OutboxMessage> {
  return (
    typeof given === 'object' && given !== null && (Symbol.iterator in given || Symbol.asyncIterator in given)
  )
}

/** Stores rows; those whose key is there already change nothing. Gives how many are new. */
export async function insert(db: Kysely<Tables>, rows: readonly NewMessageRow[]): Promise<number> {
  const { numInsertedOrUpdatedRows = 0n } = await db
    .insertInto('outbox_message')
    .values(rows)
    .onConflict((conflict) => conflict.column('key').doNothing())
    .executeTakeFirst()
  return Number(numInsertedOrUpdatedRows)
}
