import { numberDetails, numberLink, numberResource } from '../documents/numbers.ts'
import { errorOf } from '../http/answer.ts'
import { type Fields, readAttributes } from '../http/document.ts'
import type { Answer, Endpoint } from '../http/endpoint.ts'
import { optionalFlag, optionalText, optionalTexts, optionalUrl } from '../http/fields.ts'
import { digitsFilter, patternFilter, prefixFilter, textFilter } from '../http/filters.ts'
import { pageLinks, readPage } from '../http/paging.ts'
import { Problem, unprocessable } from '../problem.ts'
import type { AccountNumber, NumberChanges } from '../world/numbers.ts'
import type { World } from '../world/world.ts'

const longestAlias = 64

/** The account's numbers: listing, buying, looking at, changing and releasing them. */
export function numberEndpoints(world: World): Endpoint[] {
  const { numbers } = world

  function details(status: number, number: AccountNumber): Answer {
    const links = { self: numberLink(number.listing.number) }
    return { status, body: { ...numberDetails(number, world), links } }
  }

  /** A change that was made, but for messaging where that was to be enabled and cannot be. */
  function changed(status: number, number: AccountNumber, messagingEnabled: boolean | undefined): Answer {
    const done = details(status, number)
    if (messagingEnabled !== true || number.provisioning !== null) return done
    const detail = `${number.listing.number} could not be enabled for messages. Try again by message-provision, or an update.`
    const problem = new Problem(503, detail, { title: 'Service Unavailable' })
    return { status: 207, body: { ...Object(done.body), errors: [errorOf(problem, world.errorIds.uuid())] } }
  }

  return [
    {
      method: 'GET',
      path: '/v2/numbers',
      handle({ query }) {
        const request = readPage(query, 200)
        const startsWith = prefixFilter(query, 'starts_with')
        const contains = digitsFilter(query, 'contains')
        const endsWith = digitsFilter(query, 'ends_with')
        const alias = patternFilter(query, 'alias', /^.{1,64}$/su, `at most ${longestAlias} characters`)
        const tier = textFilter(query, 'tier')
        const page = numbers.list({ startsWith, contains, endsWith, alias, tier }, request)
        const filters = { starts_with: startsWith, contains, ends_with: endsWith, alias, tier }
        const links = pageLinks('/v2/numbers', filters, request, page)
        return { status: 200, body: { data: page.items.map(numberResource), links } }
      },
    },
    {
      method: 'POST',
      path: '/v2/numbers/details',
      async handle({ request }) {
        const ids = readNumbers(await readAttributes(request, {}))
        const missing = ids.filter((id) => numbers.find(id) === undefined)
        if (missing.length > 0) {
          throw new Problem(404, `Could not find these numbers on your account: ${missing.join(', ')}.`)
        }
        const found = ids.map((id) => numberDetails(numbers.get(id), world))
        return { status: 200, body: { data: found.map(({ data }) => data), included: mergeIncluded(found) } }
      },
    },
    {
      method: 'GET',
      path: '/v2/numbers/:id',
      handle: (call) => details(200, numbers.get(call.parameter('id'))),
    },
    {
      method: 'POST',
      path: '/v2/numbers/:id',
      async handle(call) {
        const attributes = await readAttributes(call.request, { type: 'number', optional: true })
        // The page lists the options beside the path, and existing programs send them in the query.
        const fields = { ...Object.fromEntries(call.query), ...attributes }
        const options = {
          cnamLookupsEnabled: optionalFlag(fields, 'cnam_lookups_enabled'),
          messagingEnabled: optionalFlag(fields, 'messaging_enabled'),
        }
        return changed(201, numbers.purchase(call.parameter('id'), options), options.messagingEnabled)
      },
    },
    {
      method: 'PATCH',
      path: '/v2/numbers/:id',
      async handle(call) {
        const changes = readChanges(await readAttributes(call.request, { type: 'number' }))
        return changed(200, numbers.update(call.parameter('id'), changes), changes.messagingEnabled)
      },
    },
    {
      method: 'DELETE',
      path: '/v2/numbers/:id',
      handle(call) {
        numbers.release(call.parameter('id'))
        return { status: 204 }
      },
    },
  ]
}

function readNumbers(fields: Fields): string[] {
  const numbers = optionalTexts(fields, 'numbers')
  if (numbers === undefined) throw unprocessable('numbers is required.')
  return [...new Set(numbers.map((number) => number.replace(/^\+/, '')))]
}

function readChanges(fields: Fields): NumberChanges {
  const messagingEnabled = optionalFlag(fields, 'messaging_enabled')
  const email = optionalFlag(fields, 'messaging_email')
  const callbackUrl = optionalUrl(fields, 'messaging_callback_url')
  if (messagingEnabled !== true) {
    if (email !== undefined) throw unprocessable('messaging_email needs messaging_enabled to be true.')
    if (callbackUrl !== undefined) {
      throw unprocessable('messaging_callback_url needs messaging_enabled to be true.')
    }
  }
  return {
    alias: readAlias(fields),
    cnamLookupsEnabled: optionalFlag(fields, 'cnam_lookups_enabled'),
    messagingEnabled,
    notify: {
      ...(email === undefined ? {} : { email }),
      ...(callbackUrl === undefined ? {} : { callbackUrl }),
    },
  }
}

/** Null takes the alias away. */
function readAlias(fields: Fields): string | null | undefined {
  if (fields['alias'] === null) return null
  const alias = optionalText(fields, 'alias')
  if (alias !== undefined && [...alias].length > longestAlias) {
    throw unprocessable(`alias must be at most ${longestAlias} characters.`)
  }
  return alias
}

/** Everything that the numbers are related to, each thing once. */
function mergeIncluded(found: readonly { included: object[] }[]): object[] {
  const byText = new Map<string, object>()
  for (const resource of found.flatMap(({ included }) => included)) {
    byText.set(JSON.stringify(resource), resource)
  }
  return [...byText.values()]
}
