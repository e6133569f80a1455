import { isObject } from '../http/document.ts'
import { linkTo } from '../http/paging.ts'
import { withText } from './answers.ts'
import type { NextLinkFault } from './rule.ts'

/** As many records as a listing has unless the caller says otherwise. */
const defaultLimit = '10'

/** What names a page: v1 counts pages, the others records. */
const pageParameters = ['offset', 'page']

/** The request that a listing which repeats itself answers: the one for the first page. */
export function firstPageOf(request: Request): Request {
  const url = new URL(request.url)
  for (const name of pageParameters) url.searchParams.delete(name)
  return new Request(url, { headers: request.headers, signal: request.signal })
}

/** The listing with its link to the next page left out or always there; another answer as it is. */
export async function spoilNextLink(
  mode: NextLinkFault['mode'],
  url: string,
  response: Response,
): Promise<Response> {
  const document: unknown = await response.clone().json()
  if (!isListing(document)) return response
  const { next: honest, ...others } = document.links
  const links = mode === 'missing' ? others : { ...others, next: honest ?? secondPage(url) }
  return withText(response, JSON.stringify({ ...document, links }))
}

/** A link to the page that would come after the first one. */
function secondPage(address: string): string {
  const { pathname, searchParams } = new URL(address)
  const limit = searchParams.get('limit') ?? defaultLimit
  const filters = [...searchParams].filter(([name]) => name !== 'limit' && !pageParameters.includes(name))
  return linkTo(pathname, [...filters, ['limit', limit], ['offset', limit]])
}

/** A listing of v1 has a map under a name of its own, and links when there is more than one page. */
function isListing(document: unknown): document is { links: Record<string, unknown> } {
  if (!isObject(document) || !isObject(document['links'])) return false
  return Array.isArray(document['data'] ?? [])
}
