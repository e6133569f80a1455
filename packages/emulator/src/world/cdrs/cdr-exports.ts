import { notOnAccount } from '../../problem.ts'
import type {
  CdrExport,
  CdrExportState,
  CdrFilters,
  CdrTotals,
  SavedCdrExports,
} from '../../saved/cdr-exports.ts'
import { type Page, type PageRequest, pageOf } from '../../values/page.ts'
import type { Agenda } from '../agenda.ts'
import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import { callsOf } from './calls.ts'
import type { CdrExportControl } from './control.ts'
import { csvRow, header, totalOf } from './csv.ts'

/** Milliseconds until an export is completed. */
const processingTime = 60_000

/** The tag whose calls cannot be exported, so that a failure can be met. */
const failingTag = 'emulator:fail'

/** How long its file can be had, in seconds: three days. */
export const fileSeconds = 259_200

/** How many files are kept in memory; others are made again. */
const maximumKept = 4

/** What exports have to do with. */
interface Surroundings {
  seed: number
  clock: Clock
  agenda: Agenda
  random: Random
}

/** An export has come to its end at that moment, in milliseconds since the epoch. */
export interface CdrExportNews {
  cdrExport: CdrExport
  at: number
}

/** The account's exports of call records. */
export class CdrExports implements Omit<CdrExportControl, 'list'> {
  readonly #exports = new Map<string, CdrExport>()
  readonly #files = new Map<string, Promise<Uint8Array<ArrayBuffer>>>()
  readonly #watchers: ((news: CdrExportNews) => void)[] = []
  readonly #around: Surroundings
  #nextId: number

  constructor(around: Surroundings) {
    this.#around = around
    this.#nextId = around.random.integer(30_000, 49_999)
    around.agenda.handle({
      'cdr-export': ({ id }, at) => {
        const found = this.#exports.get(id)
        if (found?.state !== 'processing') return
        const isToFail = found.filters.customXTags?.includes(failingTag) ?? false
        this.#finish(found, isToFail ? 'failed' : 'completed', at)
      },
    })
  }

  /** Has the watcher told of each export that comes to its end. */
  watch(watcher: (news: CdrExportNews) => void): void {
    this.#watchers.push(watcher)
  }

  get(id: string): CdrExport {
    const found = this.#exports.get(id)
    if (found === undefined) throw notOnAccount()
    return found
  }

  /** The exports, the latest one first. */
  list(state: CdrExportState | undefined, page: PageRequest): Page<CdrExport> {
    const all = [...this.#exports.values()].reverse()
    return pageOf(state === undefined ? all : all.filter((found) => found.state === state), page)
  }

  create(filters: CdrFilters, callbackUrl: string | null, numbers: CdrExport['numbers']): CdrExport {
    const requestedAt = this.#now()
    const id = String(this.#nextId++)
    const made: CdrExport = {
      id,
      state: 'processing',
      filters,
      callbackUrl,
      numbers,
      requestedAt,
      finishedAt: null,
      totals: null,
    }
    this.#exports.set(id, made)
    this.#around.agenda.add(requestedAt + processingTime, { kind: 'cdr-export', id })
    return made
  }

  /** The gzip file of a completed export; undefined when there is none. */
  file(id: string): Promise<Uint8Array<ArrayBuffer>> | undefined {
    const found = this.#exports.get(id)
    if (found?.state !== 'completed') return undefined
    const bytes = this.#files.get(id) ?? this.#makeFile(found)
    // The ones used last are kept.
    this.#files.delete(id)
    this.#files.set(id, bytes)
    const [oldest] = this.#files.keys()
    if (this.#files.size > maximumKept && oldest !== undefined) this.#files.delete(oldest)
    return bytes
  }

  complete(id: string): void {
    this.#finish(this.#processing(id), 'completed', this.#now())
  }

  fail(id: string): void {
    this.#finish(this.#processing(id), 'failed', this.#now())
  }

  save(): SavedCdrExports {
    return structuredClone({ nextId: this.#nextId, made: [...this.#exports.values()] })
  }

  restore({ nextId, made }: SavedCdrExports): void {
    this.#nextId = nextId
    for (const one of structuredClone(made)) this.#exports.set(one.id, one)
  }

  #processing(id: string): CdrExport {
    const found = this.#exports.get(id)
    if (found?.state !== 'processing') throw new RangeError(`there is no CDR export ${id} that is processed`)
    return found
  }

  #finish(found: CdrExport, state: 'completed' | 'failed', at: number): void {
    found.state = state
    found.finishedAt = at
    if (state === 'completed') found.totals = this.#totals(found)
    for (const watcher of this.#watchers) watcher({ cdrExport: found, at })
  }

  #totals(found: CdrExport): CdrTotals {
    const totals: CdrTotals = {
      calls: 0,
      billedSeconds: 0,
      total: 0,
      subtotal: 0,
      connectFees: 0,
      cnamLookupFees: 0,
      usfFees: 0,
      ccrf: 0,
    }
    for (const call of callsOf(this.#around.seed, found)) {
      totals.calls++
      totals.billedSeconds += call.billedDuration
      totals.total += totalOf(call)
      totals.subtotal += call.subtotal
      totals.connectFees += call.connectFee
      totals.cnamLookupFees += call.cnamLookupFee
      totals.usfFees += call.usfFee
      totals.ccrf += call.ccrf
    }
    return totals
  }

  async #makeFile(found: CdrExport): Promise<Uint8Array<ArrayBuffer>> {
    const rows = [header]
    for (const call of callsOf(this.#around.seed, found)) rows.push(csvRow(call))
    const zipped = new Blob(rows).stream().pipeThrough(new CompressionStream('gzip'))
    return new Uint8Array(await new Response(zipped).arrayBuffer())
  }

  #now(): number {
    return this.#around.clock.now().getTime()
  }
}
