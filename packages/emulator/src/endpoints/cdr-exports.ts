import { cdrExportResource, listedCdrExport } from '../documents/cdr-exports.ts'
import { readDate } from '../http/dates.ts'
import { type Fields, isObject, readAttributes } from '../http/document.ts'
import type { Call, Endpoint } from '../http/endpoint.ts'
import { oneOf, optionalText, optionalTexts, optionalUrl, requiredText } from '../http/fields.ts'
import { textFilter } from '../http/filters.ts'
import { readPage } from '../http/paging.ts'
import { unprocessable } from '../problem.ts'
import { type CdrExport, type CdrFilters, cdrExportStates } from '../saved/cdr-exports.ts'
import { fileResponse } from '../storage/file-response.ts'
import { storagePath } from '../storage/signed-urls.ts'
import { StorageProblem } from '../storage/storage-problem.ts'
import type { PageRequest } from '../values/page.ts'
import { fileSeconds } from '../world/cdrs/cdr-exports.ts'
import type { World } from '../world/world.ts'
import { answerAsStorage } from './storage-answer.ts'

const base = '/v2/cdrs/exports'

/** The host of the links of a listing: an internal one of Flowroute, which nobody can follow. */
const linkHost = 'http://cdr-api/cdrs/exports'

/** Exports of call records: asking for them, looking at them, and their files. */
export function cdrExportEndpoints(world: World): Endpoint[] {
  const { cdrExports, signedUrls } = world

  function urlOf(call: Call, { id, finishedAt, state }: CdrExport): string | null {
    if (state !== 'completed' || finishedAt === null) return null
    const { origin } = new URL(call.request.url)
    return signedUrls.sign(origin, 'GET', filePath(id), finishedAt, fileSeconds)
  }

  const show = (status: number, call: Call, found: CdrExport) => ({
    status,
    body: { data: cdrExportResource(found, urlOf(call, found), fileSeconds) },
  })

  return [
    {
      method: 'POST',
      path: base,
      async handle(call) {
        const fields = await readAttributes(call.request, { type: 'cdrexport' })
        const { filter_parameters: parameters } = fields
        if (!isObject(parameters)) throw unprocessable('filter_parameters is required, an object.')
        const url = optionalUrl(fields, 'callback_url') ?? null
        return show(201, call, cdrExports.create(readFilters(parameters), url, accountNumbers(world)))
      },
    },
    {
      method: 'GET',
      path: base,
      handle(call) {
        const request = readPage(call.query, 200)
        const word = textFilter(call.query, 'status')
        const state = word === undefined ? undefined : oneOf('status', word, cdrExportStates)
        const { items, more } = cdrExports.list(state, request)
        const data = items.map((found) => listedCdrExport(found, urlOf(call, found), fileSeconds))
        return { status: 200, body: { data, links: linksOf(request, state, more) } }
      },
    },
    {
      method: 'GET',
      path: `${base}/:id`,
      handle: (call) => show(200, call, cdrExports.get(call.parameter('id'))),
    },
    {
      method: 'GET',
      path: `${storagePath}/${filePath(':id').replace('.csv.gz', '{.+\\.csv\\.gz}')}`,
      handle: (call) =>
        answerAsStorage(async () => {
          const id = call.parameter('id').replace('.csv.gz', '')
          signedUrls.check(call.request, 'GET', filePath(id))
          const bytes = await cdrExports.file(id)
          if (bytes === undefined) {
            throw new StorageProblem(404, 'NoSuchKey', 'The specified key does not exist.')
          }
          return fileResponse({ bytes, contentType: 'binary/octet-stream' }, call.request)
        }),
    },
  ]
}

function filePath(id: string): string {
  return `cdr-exports/${id}.csv.gz`
}

function linksOf({ limit, offset }: PageRequest, state: string | undefined, more: boolean): object {
  const filter = state === undefined ? '' : `&status=${state}`
  const link = (from: number): string => `${linkHost}?offset=${from}&limit=${limit}${filter}`
  return { self: link(offset), ...(more ? { next: link(offset + limit) } : {}) }
}

function accountNumbers({ numbers }: World): CdrExport['numbers'] {
  const { items } = numbers.list({}, { limit: Number.MAX_SAFE_INTEGER, offset: 0 })
  return items.map(({ listing, alias, cnamLookupsEnabled }) => ({
    number: listing.number,
    alias,
    cnamLookups: cnamLookupsEnabled,
    isTollFree: listing.numberType === 'toll-free',
  }))
}

function readFilters(fields: Fields): CdrFilters {
  const [start, end] = [readTime(fields, 'start_call_start_time'), readTime(fields, 'start_call_end_time')]
  if (end <= start) throw unprocessable('start_call_end_time must be later than start_call_start_time.')
  const digits = (name: string): string[] | null =>
    optionalTexts(fields, name)?.map((text) => text.replace(/^\+/, '')) ?? null
  return {
    start,
    end,
    numberAliases: optionalTexts(fields, 'number_aliases') ?? null,
    numberAliasesContains: optionalTexts(fields, 'number_aliases_contains') ?? null,
    destinationNumbers: digits('destination_numbers'),
    calleridNumbers: digits('callerid_numbers'),
    // An older copy of the page has the singular.
    customXTags: optionalTexts(fields, 'custom_x_tags') ?? optionalTexts(fields, 'custom_x_tag') ?? null,
    callerIp: optionalText(fields, 'caller_ip') ?? null,
    durationGreaterThan: readSeconds(fields, 'duration_greater_than'),
  }
}

function readTime(fields: Fields, name: string): number {
  const time = readDate(requiredText(fields, name))
  if (time === undefined)
    throw unprocessable(`${name} must be a date and time, such as 2019-01-01T00:00:00Z.`)
  return time
}

function readSeconds(fields: Fields, name: string): number | null {
  const given = fields[name] ?? null
  if (given === null) return null
  const seconds = Number(given)
  if (Number.isSafeInteger(seconds) && seconds >= 0 && given !== '') return seconds
  throw unprocessable(`${name} must be a number of seconds.`)
}
