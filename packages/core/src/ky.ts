import { fetchLikeTransport } from './transports/fetch.ts'
import type { Transport } from './transports/transport.ts'

/**
 * The part of a ky instance that is used.
 *
 * @example const instance: KyLike = ky.extend({ headers: { 'x-tenant': 'seattle' } })
 */
export type KyLike = (
  url: URL,
  options: RequestInit & { retry: number; timeout: false; throwHttpErrors: false },
) => Promise<Response>

/**
 * Makes the attempts with your own ky instance, so that its hooks and its `fetch` apply to them.
 *
 * The client keeps what its promises depend on: ky's retries and timeout are off, statuses do not throw, redirects are
 * not followed, and a `prefixUrl` is not used: requests go to the client's `baseUrl`. Hooks see the credentials.
 *
 * @param ky `ky` itself, or an instance made by `ky.create` or `ky.extend`
 * @returns a transport for `createClient`
 * @example
 * import ky from 'ky'
 * const client = createClient({ transport: kyTransport(ky.extend({ headers: { 'x-tenant': 'seattle' } })) })
 * @see https://github.com/sindresorhus/ky
 */
export function kyTransport(ky: KyLike): Transport {
  return fetchLikeTransport((url, init) =>
    // A URL, not a text: ky puts its prefix before a text.
    ky(new URL(url), { ...init, retry: 0, timeout: false, throwHttpErrors: false }),
  )
}
