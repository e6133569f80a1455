import {
  type ApiPromise,
  type Client,
  type DecodeContext,
  InvalidInputError,
  path,
  type RequestOptions,
} from '@flowroute/core'
import { checkInput, entity } from '@flowroute/core/resource'
import type { ReportValue } from './call-record.ts'
import type { CdrExport } from './entities.ts'
import { exportBody } from './export-request.ts'
import { fileUrl } from './file-url.ts'
import type { CdrsOptions, RecordsOptions } from './options.ts'
import { RemoteFile } from './remote-file.ts'
import { existingRecordsInput, exportSchema, newRecordsInput } from './schemas.ts'
import { waitForExport } from './wait.ts'

/** One reading of the records of an export. */
export interface Reading {
  /**
   * Gives the export once it is completed.
   *
   * @param onExport called with the id of the export as soon as it is known
   */
  ready(onExport: (exportId: string) => void): Promise<CdrExport>
  /** The file of a completed export. */
  open(found: CdrExport): RemoteFile
  /** Reports a value of the file, as core reports those of a response. */
  report: ReportValue
  maxBytes: number
  maxRowBytes: number
  signal: AbortSignal | undefined
}

/**
 * Prepares a reading; nothing is sent yet.
 *
 * @param exportId the export to read, where an earlier reading has created it
 * @throws {InvalidInputError} an option is not valid
 */
export function prepareReading(
  client: Client,
  { fetch, backoff: { base = 500, max = 8_000 } = {} }: CdrsOptions,
  given: RecordsOptions,
  request: RequestOptions | undefined,
  exportId: string | undefined,
): Reading {
  const { limits, existing, body } = checkOptions(given)
  const { signal, timeout = 30_000, retries = 5 } = request ?? {}
  // Core checks the other options of a request when it makes the first one.
  if (signal !== undefined && typeof signal?.addEventListener !== 'function')
    throw new InvalidInputError([{ field: 'signal', message: 'must be an AbortSignal' }])

  let context: DecodeContext | undefined
  const decode = (document: unknown, newContext: DecodeContext): CdrExport => {
    context = newContext
    return entity(exportSchema)(document, newContext)
  }
  const get = (id: string, during: AbortSignal): ApiPromise<CdrExport> =>
    client.request(() => ({ path: path`/v2/cdrs/exports/${id}`, decode }), { ...request, signal: during })

  return {
    async ready(onExport) {
      let id = existing ?? exportId
      let created: CdrExport | undefined
      if (id === undefined) {
        created = await client.request(
          () => ({ method: 'POST', path: path`/v2/cdrs/exports`, body, replayable: false, decode }),
          request,
        )
        id = created.id
      }
      onExport(id)
      const known = id
      return waitForExport(created, (during) => get(known, during), { ...limits, signal })
    },
    open: (found) =>
      new RemoteFile({
        url: fileUrl(found, client.baseUrl),
        renew: async (during) => fileUrl(await get(found.id, during), client.baseUrl),
        fetch,
        signal,
        timeout,
        retries,
        backoff: { base, max },
        maxBytes: limits.maxDownloadBytes,
      }),
    report: (field, message) => context?.reportIssues([{ field: `records.${field}`, message }]),
    maxBytes: limits.maxBytes,
    maxRowBytes: limits.maxRowBytes,
    signal,
  }
}

const gibibyte = 2 ** 30

const defaultLimits = {
  waitTimeout: 15 * 60_000,
  pollInterval: 1_000,
  maxDownloadBytes: gibibyte,
  maxBytes: 16 * gibibyte,
  maxRowBytes: 65_536,
}

function checkOptions(given: RecordsOptions) {
  if (typeof given === 'object' && given !== null && 'exportId' in given) {
    const { exportId, ...limits } = checkInput(existingRecordsInput, given)
    return { existing: exportId, body: undefined, limits: withDefaults(limits) }
  }
  const { waitTimeout, pollInterval, maxDownloadBytes, maxBytes, maxRowBytes, ...filters } = checkInput(
    newRecordsInput,
    given,
  )
  const limits = withDefaults({ waitTimeout, pollInterval, maxDownloadBytes, maxBytes, maxRowBytes })
  return { existing: undefined, body: exportBody(filters), limits }
}

/** An option of undefined counts as not given. */
function withDefaults(
  given: { [K in keyof typeof defaultLimits]?: number | undefined },
): typeof defaultLimits {
  const limits = { ...defaultLimits }
  for (const name of Object.keys(limits) as (keyof typeof limits)[])
    limits[name] = given[name] ?? limits[name]
  return limits
}
