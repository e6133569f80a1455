import * as v from 'valibot'
import { count, moment, phoneNumber, webUrl } from './values.ts'

const receipt = v.strictObject({
  level: v.picklist([1, 2]),
  status: v.string(),
  statusCode: v.nullable(v.number()),
  description: v.string(),
  at: moment,
})

const media = v.strictObject({
  id: v.string(),
  url: webUrl,
  fileName: v.string(),
  mimeType: v.string(),
  fileSize: count,
})

const record = v.strictObject({
  id: v.string(),
  direction: v.picklist(['inbound', 'outbound']),
  from: phoneNumber,
  to: phoneNumber,
  body: v.nullable(v.string()),
  isMms: v.boolean(),
  encoding: v.picklist([0, 8]),
  messageType: v.picklist(['longcode', 'toll-free']),
  segments: count,
  segmentPrice: count,
  at: moment,
  receipts: v.array(receipt),
  media: v.array(media),
  dlrCallback: v.nullable(webUrl),
})

export type SavedRecord = v.InferOutput<typeof record>

const optOuts = v.strictObject({
  /** The account's number, and who told it to stop. */
  ours: phoneNumber,
  theirs: phoneNumber,
  /** In the order of their moments. */
  changes: v.array(v.strictObject({ at: moment, out: v.boolean() })),
})

export type SavedOptOuts = v.InferOutput<typeof optOuts>

export const savedMessages = v.strictObject({
  /** In the order of their moments; those of the same moment as they came. */
  records: v.array(record),
  optOuts: v.array(optOuts),
})

export type SavedMessages = v.InferOutput<typeof savedMessages>
