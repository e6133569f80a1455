import * as v from 'valibot'
import { flag, list, strictObject, text, webUrl, word } from '../validation/values.ts'
import { count, countedId, moment, phoneNumber } from './values.ts'

export const cdrExportStates = ['processing', 'completed', 'failed'] as const

export type CdrExportState = (typeof cdrExportStates)[number]

const texts = v.nullable(list(text))

const filters = strictObject({
  /** Calls that began from this moment on, and before the other one. */
  start: moment,
  end: moment,
  numberAliases: texts,
  numberAliasesContains: texts,
  destinationNumbers: texts,
  calleridNumbers: texts,
  customXTags: texts,
  callerIp: v.nullable(text),
  /** Seconds. */
  durationGreaterThan: v.nullable(count),
})

/** Amounts are in units of 10 nanodollars: the eighth decimal of a dollar. */
const totals = strictObject({
  calls: count,
  billedSeconds: count,
  total: count,
  subtotal: count,
  connectFees: count,
  cnamLookupFees: count,
  usfFees: count,
  ccrf: count,
})

const cdrExport = strictObject({
  id: countedId,
  state: word(cdrExportStates),
  filters,
  callbackUrl: v.nullable(webUrl),
  /** The account's numbers when it was asked for. */
  numbers: list(
    strictObject({ number: phoneNumber, alias: v.nullable(text), cnamLookups: flag, isTollFree: flag }),
  ),
  requestedAt: moment,
  finishedAt: v.nullable(moment),
  totals: v.nullable(totals),
})

/** An export of call records. All moments are in milliseconds since the epoch. */
export type CdrExport = v.InferOutput<typeof cdrExport>
export type CdrFilters = CdrExport['filters']
export type CdrTotals = NonNullable<CdrExport['totals']>

export const savedCdrExports = strictObject({ nextId: count, made: list(cdrExport) })

export type SavedCdrExports = v.InferOutput<typeof savedCdrExports>
