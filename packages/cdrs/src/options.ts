import type { Open, PageOptions } from '@flowroute/core'

/**
 * Options of `Cdrs`, for the download of files. Flowroute's API is not involved in it: a file comes from a storage, by a
 * signed URL and without credentials.
 *
 * @example const cdrs = new Cdrs(client, { fetch: (request) => fetch(request, { cache: 'no-store' }) })
 */
export interface CdrsOptions {
  /** Makes the requests for files. Default: the platform's `fetch`. */
  fetch?: ((request: Request) => Promise<Response>) | undefined
  /**
   * Milliseconds to wait before a broken download goes on: random, up to `base` doubled each time, at most `max`.
   * Default `{ base: 500, max: 8000 }`.
   */
  backoff?: { base?: number | undefined; max?: number | undefined } | undefined
}

/**
 * The calls to export.
 *
 * A time is a `Date`, a day (`2026-01-15`: its first moment in UTC) or a time with its zone
 * (`2026-01-15T09:00:00-08:00`); a time without a zone is refused.
 *
 * @example cdrs.createExport({ from: '2026-01-01', to: '2026-02-01', customXTags: ['sales'] })
 * @see https://developer.flowroute.com/api/cdrexports/v2.0/query-cdrs
 */
export interface ExportOptions {
  /** The earliest time a call began at, inclusive. */
  from: Date | string
  /**
   * The time before which a call began, exclusive; later than `from`. Flowroute's portal takes at most 92 days; whether
   * the API has a limit is not documented.
   */
  to: Date | string
  /** Only calls of the account's numbers with one of these aliases. Default: any. */
  numberAliases?: readonly string[] | undefined
  /** Only calls of numbers with an alias that contains one of these. Default: any. */
  numberAliasesContains?: readonly string[] | undefined
  /** Only calls to one of these numbers, in any notation. Default: any. */
  destinationNumbers?: readonly string[] | undefined
  /** Only calls from one of these numbers, in any notation. Default: any. */
  calleridNumbers?: readonly string[] | undefined
  /** Only calls with one of these values in their `X-Tag` SIP header. Default: any. */
  customXTags?: readonly string[] | undefined
  /** Only calls from this IP address. Default: any. */
  callerIp?: string | undefined
  /** Only calls that lasted more than so many seconds. Default: any. */
  durationGreaterThan?: number | undefined
  /** Filters that have no option here, sent as they are: `tollFreeOnly` becomes `toll_free_only`. */
  filters?: Readonly<Record<string, unknown>> | undefined
  /** URL that Flowroute posts changes of the status to. Default: none. */
  callbackUrl?: string | undefined
}

/**
 * Filters of exports.
 *
 * @example cdrs.list({ status: 'completed' })
 * @see https://developer.flowroute.com/api/cdrexports/v2.0/list-cdrs
 */
export interface ListOptions extends PageOptions {
  /** Only exports with this status. Default: any. */
  status?: Open<'processing' | 'completed' | 'failed'> | undefined
}

/**
 * How to wait for an export, and how much to read of its file. The limits keep a file that is not what it should be from
 * running for ever; memory does not depend on them.
 *
 * @example cdrs.records({ from, to, waitTimeout: 60_000 })
 */
export interface ReadOptions {
  /** Milliseconds to wait for the export to complete; 0 looks once. Default 900 000, 15 minutes. */
  waitTimeout?: number | undefined
  /** Milliseconds before the status is asked for again; each time half as long again, at most 30 000. Default 1 000. */
  pollInterval?: number | undefined
  /** The most bytes that the file may have as it is downloaded. Default 1 073 741 824 (1 GiB). */
  maxDownloadBytes?: number | undefined
  /** The most bytes that the file may have once unpacked. Default 17 179 869 184 (16 GiB). */
  maxBytes?: number | undefined
  /** The most bytes that a row may have. Default 65 536 (64 KiB). */
  maxRowBytes?: number | undefined
}

/**
 * An export to read that exists already.
 *
 * @example cdrs.records({ exportId: '38647' })
 */
export interface ExistingExport {
  /** Id of the export. */
  exportId: string
}

/**
 * The calls to read: those of a new export, or those of one that exists already.
 *
 * @example cdrs.records({ from: '2026-01-01', to: '2026-02-01' })
 */
export type RecordsOptions = (ExportOptions | ExistingExport) & ReadOptions
