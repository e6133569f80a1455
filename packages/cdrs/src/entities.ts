import type { Open } from '@flowroute/core'

/**
 * An export of call records: Flowroute collects the calls into a file that can be downloaded for three days.
 *
 * Amounts are USD as text, exactly as Flowroute sends them, and again in nanodollars (10⁻⁹ USD) as integers that add up
 * without rounding. Totals are null until the export is completed.
 *
 * @example const { status, numCalls, totalCost }: CdrExport = await cdrs.get('38647')
 * @see https://developer.flowroute.com/api/cdrexports/v2.0/cdr-status
 */
export interface CdrExport {
  /** Id of the export, such as `38647`. */
  id: string
  /** `processing` until the file is there, usually less than 5 minutes. */
  status: Open<'processing' | 'completed' | 'failed'>
  /** Where Flowroute posts changes of the status to. */
  callbackUrl: string | null
  /**
   * Signed URL of the file, CSV compressed with gzip. Whoever has it can read the file without credentials, so keep it
   * out of logs. `records` downloads it.
   */
  downloadUrl: string | null
  /** When the export was requested. */
  requestedAt: Date | null
  /** When the export was created. */
  createdAt: Date | null
  /** When the link ends, three days after the file was made. */
  expiresAt: Date | null
  /** How many calls the file has. */
  numCalls: number | null
  /** Minutes billed for all calls. */
  billedMinutes: number | null
  /** All charges and fees in USD, such as `34.321300`. */
  totalCost: string | null
  totalCostNanodollars: number | null
  /** The calls without fees, in USD. */
  callSubtotal: string | null
  callSubtotalNanodollars: number | null
  /** Connection fees of inbound toll-free calls, in USD. */
  connectFees: string | null
  connectFeesNanodollars: number | null
  /** Fees for looking up caller names (CNAM), in USD. */
  cnamlookupFees: string | null
  cnamlookupFeesNanodollars: number | null
  /** Universal Service Fund fees, in USD. */
  usfFees: string | null
  usfFeesNanodollars: number | null
  /** Carrier Cost Recovery Fees, in USD. */
  ccrf: string | null
  ccrfNanodollars: number | null
  /** The filters that the export was created with. */
  filterParameters: FilterParameters
}

/**
 * The filters of an export, as Flowroute repeats them. Those that were not given are null or absent.
 *
 * @example const { startCallStartTime }: FilterParameters = (await cdrs.get('38647')).filterParameters
 * @see https://developer.flowroute.com/api/cdrexports/v2.0/query-cdrs
 */
export interface FilterParameters {
  /** The earliest time a call began at, inclusive. */
  startCallStartTime?: Date | null | undefined
  /** The time before which a call began, exclusive. */
  startCallEndTime?: Date | null | undefined
  /** Aliases of the account's numbers. */
  numberAliases?: string[] | null | undefined
  /** Parts of aliases. */
  numberAliasesContains?: string[] | null | undefined
  /** Numbers that were called. */
  destinationNumbers?: string[] | null | undefined
  /** Numbers that called. */
  calleridNumbers?: string[] | null | undefined
  /** Values of the calls' `X-Tag` SIP header. */
  customXTags?: string[] | null | undefined
  /** IP address of the caller. */
  callerIp?: string | null | undefined
  /** Seconds that a call lasted more than. */
  durationGreaterThan?: number | null | undefined
}

/**
 * A call detail record (CDR): one call of the account, made or received.
 *
 * Amounts are USD as text, exactly as the file has them, and again in nanodollars (10⁻⁹ USD) as integers that add up
 * without rounding. What the file leaves empty is null. Columns that are not listed here are kept as text under their
 * name in camelCase.
 *
 * @example const calls: CallRecord[] = await cdrs.records({ from, to }).toArray({ max: 10_000 })
 * @see https://developer.flowroute.com/api/cdrexports/v2.0/cdr-results
 */
export interface CallRecord {
  /** `Outbound` for a call from the account, `Inbound` for one to it. */
  direction: Open<'Inbound' | 'Outbound'>
  /** When the call began. */
  startTime: Date
  /** When the call ended. */
  endTime: Date | null
  /** The number that was called: digits, country code first, no `+`. */
  destination: string | null
  /** Alias of the account's number. */
  numberAlias: string | null
  /** The number that called, such as `+12065550100`. */
  callerid: string | null
  /** All charges and fees of the call in USD, such as `0.01764000`. */
  totalCost: string
  /** Null only for an amount that is no whole number of nanodollars, or above 9 million USD. */
  totalCostNanodollars: number | null
  /** Where the number that was called belongs to, such as `UNITED STATES - TOLL FREE`. */
  destinationName: string | null
  /** Country of the caller, or `N/A`. */
  calleridCountry: string | null
  /** Originating line information: digits that tell the kind of line, such as `61`. */
  lineInformation: string | null
  /** How the call ended. */
  result: Open<'completed'> | null
  /** Code of the final SIP response, 200 for a call that was answered. */
  callFailSipCode: number | null
  /** Reason phrase of the final SIP response, such as `OK`. */
  callFailReason: string | null
  /** Seconds that the call lasted. */
  duration: number
  /** Seconds that are billed: the duration, rounded up to the increments. */
  billedDuration: number
  /** USD per minute, such as `0.009800`. */
  rate: string | null
  rateNanodollars: number | null
  /** Seconds that are billed at least. */
  firstIncrement: number | null
  /** Seconds in whose multiples the rest is billed. */
  subsequentIncrement: number | null
  /** `rate × billedDuration / 60`, in USD. */
  costSubtotal: string | null
  costSubtotalNanodollars: number | null
  /** Connection fee of an inbound toll-free call, in USD. */
  connectFee: string | null
  connectFeeNanodollars: number | null
  /** Universal Service Fund fee, in USD. */
  usfFee: string | null
  usfFeeNanodollars: number | null
  /** Carrier Cost Recovery Fee, in USD. */
  ccrf: string | null
  ccrfNanodollars: number | null
  /** Fee for looking up the caller's name (CNAM), in USD. */
  cnamLookupFee: string | null
  cnamLookupFeeNanodollars: number | null
  /** Value of the call's `X-Tag` SIP header. */
  customXTag: string | null
  /** Your IP address, with `:port` for outbound calls. */
  customerIp: string | null
}
