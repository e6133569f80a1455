import {
  type Client,
  List,
  type ListSpec,
  NotFoundError,
  type RequestOptions,
  type RequestSpec,
  type WithResponse,
} from '@flowroute/core'
import type { PortOrder } from './entities.ts'
import { isObject } from './schemas.ts'

/**
 * A list of port orders. It differs from other lists in two ways: an account without orders answers 404, and the
 * documented answer has no links that would tell whether another page follows.
 */
export function listOrders(
  client: Client,
  spec: () => ListSpec<PortOrder>,
  request: RequestOptions | undefined,
): List<PortOrder> {
  async function call<T>(
    page: RequestSpec<T> | (() => RequestSpec<T>),
    options?: RequestOptions,
  ): Promise<WithResponse<T>> {
    try {
      const { response, ...answer } = await client.request(page, options).withResponse()
      const { query } = typeof page === 'function' ? page() : page
      return { ...answer, response: { ...response, body: withNext(response.body, answer.data, query) } }
    } catch (error) {
      if (!(error instanceof NotFoundError) || !error.errors.some(isNoOrder)) throw error
      const { status, headers, attempts } = error
      const response = { status, headers: new Headers(headers), body: undefined }
      return { data: [] as T, response, attempts, warnings: [] }
    }
  }
  return new List(spec, request, call)
}

/** Whether a 404 says that there are no orders, not that the path is wrong. */
const isNoOrder = ({ title = '', detail = '' }: { title?: string; detail?: string }): boolean =>
  /no such port order/i.test(detail) || /^resource not found/i.test(title)

/**
 * The document, with a link to the next page where it has no links at all and the page is full: only the next request
 * can tell then. The link does not show in the document that callers get.
 */
function withNext(body: unknown, items: unknown, query: RequestSpec<unknown>['query']): unknown {
  const isFull = Array.isArray(items) && isObject(query) && items.length === query['limit']
  if (!isFull || !isObject(body) || body['links'] !== undefined) return body
  return Object.defineProperty({ ...body }, 'links', { value: { next: true } })
}
