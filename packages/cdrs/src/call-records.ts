import { AbortedError, FlowrouteError, InvalidInputError, type ResponseFormatError } from '@flowroute/core'
import { RecordReader } from './call-record.ts'
import { contentOf } from './content.ts'
import { CsvReader, MalformedCsv } from './csv.ts'
import type { CallRecord } from './entities.ts'
import type { Reading } from './reading.ts'
import type { RemoteFile } from './remote-file.ts'

/**
 * The call records of an export, read from its file as they are used.
 *
 * Nothing is requested until the records are iterated. Leaving the loop ends the download. Iterating again reads the
 * same export again.
 *
 * @example
 * const records = cdrs.records({ from: '2026-01-01', to: '2026-02-01' })
 * for await (const { startTime, destination, totalCost } of records) console.log(startTime, destination, totalCost)
 * @see https://developer.flowroute.com/api/cdrexports/v2.0/cdr-results
 */
export class CallRecords implements AsyncIterable<CallRecord> {
  readonly #prepare: (exportId: string | undefined) => Reading
  #exportId: string | undefined

  constructor(prepare: (exportId: string | undefined) => Reading) {
    this.#prepare = prepare
  }

  /** Id of the export; undefined until it is known. With it, the records can be read again later. */
  get exportId(): string | undefined {
    return this.#exportId
  }

  /** Iterates over the records, in the order of the file. */
  async *[Symbol.asyncIterator](): AsyncGenerator<CallRecord, void, undefined> {
    const reading = this.#prepare(this.#exportId)
    const { signal, report } = reading
    const found = await reading.ready((exportId) => {
      this.#exportId = exportId
    })
    // There may be no file.
    if (found.numCalls === 0) return
    const file = reading.open(found)
    try {
      const csv = new CsvReader(reading.maxRowBytes)
      let reader: RecordReader | undefined
      for await (const chunk of contentOf(file, reading.maxBytes)) {
        for (const row of csv.add(chunk)) {
          if (reader === undefined) {
            reader = new RecordReader(row, report)
            continue
          }
          if (signal?.aborted) throw aborted(signal, file)
          yield reader.read(row)
        }
      }
      const last = csv.end()
      if (reader === undefined) reader = new RecordReader(last ?? [], report)
      else if (last !== undefined) yield reader.read(last)
      reader.checkCount(found.numCalls)
    } catch (error) {
      throw complete(error instanceof MalformedCsv ? malformed(error, file) : error, file)
    } finally {
      file.close()
    }
  }

  /**
   * All records, in one array.
   *
   * @param options.max the most records expected; default: no bound
   * @throws {InvalidInputError} there are more than `max`
   * @example const calls = await cdrs.records({ from, to }).toArray({ max: 10_000 })
   */
  async toArray({ max = Number.POSITIVE_INFINITY }: { max?: number } = {}): Promise<CallRecord[]> {
    const all: CallRecord[] = []
    for await (const record of this) {
      if (!(all.length < max))
        throw new InvalidInputError([{ field: 'max', message: `is ${max}, but there are more call records` }])
      all.push(record)
    }
    return all
  }
}

const aborted = (signal: AbortSignal, { context }: RemoteFile): AbortedError =>
  new AbortedError('Reading the call records was aborted by its signal.', {
    ...context,
    outcome: 'unknown',
    cause: signal.reason,
  })

const malformed = ({ message }: MalformedCsv, file: RemoteFile): ResponseFormatError =>
  file.formatError(`The file is not a CSV of call records: ${message}.`)

/** Adds to an error about the file how many requests were made for it. */
const complete = (error: unknown, { attempts }: RemoteFile): unknown =>
  error instanceof FlowrouteError ? Object.assign(error, { attempts }) : error
