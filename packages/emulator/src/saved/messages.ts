import * as v from 'valibot'
import { flag, list, number, oneOf, strictObject, text, webUrl, word } from '../validation/values.ts'
import { count, moment, phoneNumber } from './values.ts'

const receipt = strictObject({
  level: oneOf([1, 2]),
  status: text,
  statusCode: v.nullable(number),
  description: text,
  at: moment,
  arrived: flag,
})

const media = strictObject({
  id: text,
  url: webUrl,
  fileName: text,
  mimeType: text,
  fileSize: count,
})

const record = strictObject({
  id: text,
  direction: word(['inbound', 'outbound']),
  from: phoneNumber,
  to: phoneNumber,
  body: v.nullable(text),
  isMms: flag,
  encoding: oneOf([0, 8]),
  messageType: word(['longcode', 'toll-free']),
  segments: count,
  segmentPrice: count,
  at: moment,
  shownAt: moment,
  receipts: list(receipt),
  media: list(media),
  dlrCallback: v.nullable(webUrl),
})

export type SavedRecord = v.InferOutput<typeof record>

const optOuts = strictObject({
  /** The account's number, and who told it to stop. */
  ours: phoneNumber,
  theirs: phoneNumber,
  /** In the order of their moments. */
  changes: list(strictObject({ at: moment, out: flag })),
})

export type SavedOptOuts = v.InferOutput<typeof optOuts>

export const savedMessages = strictObject({
  /** In the order of their moments; those of the same moment as they came. */
  records: list(record),
  optOuts: list(optOuts),
})

export type SavedMessages = v.InferOutput<typeof savedMessages>
