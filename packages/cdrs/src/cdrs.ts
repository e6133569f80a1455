import {
  type ApiPromise,
  type Client,
  type ClientOptions,
  type List,
  type Path,
  path,
  type RequestOptions,
} from '@flowroute/core'
import { checkInput, entities, entity, toClient } from '@flowroute/core/resource'
import { CallRecords } from './call-records.ts'
import type { CdrExport } from './entities.ts'
import { exportBody } from './export-request.ts'
import type { CdrsOptions, ExportOptions, ListOptions, RecordsOptions } from './options.ts'
import { prepareReading } from './reading.ts'
import { cdrsInput, exportIdInput, exportInput, exportSchema, listInput } from './schemas.ts'

/**
 * Call detail records (CDRs): exports of the account's calls, and their rows as a stream.
 *
 * @example
 * const cdrs = new Cdrs() // FR_ACCESS_KEY and FR_SECRET_KEY
 * for await (const call of cdrs.records({ from: '2026-01-01', to: '2026-02-01' })) {
 *   console.log(call.startTime, call.destination, call.totalCost)
 * }
 * @see https://developer.flowroute.com/api/cdrexports/v2.0/
 */
export class Cdrs {
  readonly #client: Client
  readonly #options: CdrsOptions

  /**
   * @param client a client, shared with other classes, or the options of a new one
   * @param options how files are downloaded
   * @throws {InvalidInputError} an option is unknown or not valid
   * @throws {ConfigurationError} credentials are missing
   */
  constructor(client?: Client | ClientOptions, options: CdrsOptions = {}) {
    this.#options = checkInput(cdrsInput, options, 'options')
    this.#client = toClient(client)
  }

  /**
   * Creates an export, whose file is there usually in less than 5 minutes; {@link Cdrs.get} tells. {@link Cdrs.records}
   * does all of that, and reads the file.
   *
   * Not retried after an ambiguous failure: with `outcome: 'unknown'` the export may exist, which {@link Cdrs.list} tells.
   * Creating it again does no harm; there is a second one then.
   *
   * @param options which calls: from when to when, and filters
   * @example const { id } = await cdrs.createExport({ from: '2026-01-01', to: '2026-02-01' })
   * @throws {InvalidInputError} an option is not valid; `issues` has each one, nothing was sent
   * @throws {ApiError} Flowroute refused a filter
   * @see https://developer.flowroute.com/api/cdrexports/v2.0/query-cdrs
   */
  createExport(options: ExportOptions, request?: RequestOptions): ApiPromise<CdrExport> {
    return this.#client.request(
      () => ({
        method: 'POST',
        path: path`/v2/cdrs/exports`,
        body: exportBody(checkInput(exportInput, options)),
        replayable: false,
        decode: entity(exportSchema),
      }),
      request,
    )
  }

  /**
   * Lists the account's exports.
   *
   * @param options filters; pages of at most 200, the default
   * @example for await (const { id, numCalls } of cdrs.list({ status: 'completed' })) console.log(id, numCalls)
   * @throws {InvalidInputError} a filter is not valid
   * @see https://developer.flowroute.com/api/cdrexports/v2.0/list-cdrs
   */
  list(options: ListOptions = {}, request?: RequestOptions): List<CdrExport> {
    return this.#client.list(
      () => ({
        path: path`/v2/cdrs/exports`,
        query: checkInput(listInput, options),
        decode: entities(exportSchema),
      }),
      request,
    )
  }

  /**
   * Gives an export: its status, its totals, and the link to its file.
   *
   * @param exportId id of the export
   * @example const { status, totalCost } = await cdrs.get('38647')
   * @throws {NotFoundError} it is not on the account
   * @see https://developer.flowroute.com/api/cdrexports/v2.0/cdr-status
   */
  get(exportId: string, request?: RequestOptions): ApiPromise<CdrExport> {
    return this.#client.request(() => ({ path: exportPath(exportId), decode: entity(exportSchema) }), request)
  }

  /**
   * Reads the call records of a new export, or of one that exists already: creates the export, waits until it is completed,
   * downloads its file, unpacks it, and gives one record after the other. Memory stays the same however many there are.
   *
   * A download whose connection breaks goes on where it broke, or begins again and skips what was read, so that no record
   * is missing or given twice. Where the link has expired, a new one is asked for. The requests for the file carry neither
   * credentials nor the headers of the request options, and go to https URLs only (to http on the API's own server). For
   * these requests, `timeout` (default 30 000 ms) bounds the wait for the response and for each next part of it, and
   * `retries` (default 5) counts failures in a row that brought nothing new; `deadline` bounds each request to the API.
   *
   * @param options which calls, or which export; how long to wait, and how much to read at most
   * @example
   * for await (const call of cdrs.records({ from: '2026-01-01', to: '2026-02-01' })) {
   *   console.log(call.startTime, call.destination, call.totalCost)
   * }
   * @example for await (const call of cdrs.records({ exportId: '38647' })) console.log(call.duration)
   * @throws {InvalidInputError} an option is not valid; `issues` has each one, nothing was sent
   * @throws {CdrExportError} the export failed, is not completed within `waitTimeout`, or has no file any more
   * @throws {StorageError} the storage refused the download, also with a new link
   * @throws {ResponseFormatError} the file is damaged, too large, or not a CSV of call records
   * @throws {ConnectionError | TimeoutError} the download broke too often
   * @see https://developer.flowroute.com/api/cdrexports/v2.0/cdr-results
   */
  records(options: RecordsOptions, request?: RequestOptions): CallRecords {
    return new CallRecords((exportId) =>
      prepareReading(this.#client, this.#options, options, request, exportId),
    )
  }
}

const exportPath = (exportId: string): Path =>
  path`/v2/cdrs/exports/${checkInput(exportIdInput, exportId, 'exportId')}`
