import { authorize, md5, type Signer } from './v1-support.ts'

// How the official SDKs of the v1 API sign, each in its own way: where the signed address is not the one that
// is sent, the two are made separately. Values in the query come as a program gives them, not encoded.

function now(): string {
  return new Date().toISOString().slice(0, 19)
}

function parts(url: string): { address: string; pairs: [string, string][] } {
  const [address = '', query = ''] = url.split('?')
  const pairs = query.split('&').filter(Boolean)
  return { address, pairs: pairs.map((pair) => pair.split('=', 2) as [string, string]) }
}

function byKey(pairs: readonly [string, string][]): [string, string][] {
  return pairs.toSorted(([a], [b]) => (a < b ? -1 : 1))
}

function withoutPort(address: string): string {
  return address.replace(/^(https?:\/\/[^/:]+):\d+/, '$1')
}

/** Sorts and form-encodes once and sends that; without a query the question mark stays. */
export const python: Signer = ({ method, url, body = '' }, credentials) => {
  const { address, pairs } = parts(url)
  const query = new URLSearchParams(byKey(pairs)).toString()
  const timestamp = now()
  const tokens = [timestamp, method, body === '' ? '' : md5(body), address, query]
  const headers = { 'X-Timestamp': timestamp, authorization: authorize(credentials, tokens) }
  return { url: `${address}?${query}`, headers: { ...headers, 'user-agent': 'Flowroute SDK 1.0' } }
}

/** Form-encodes in the order of the arguments; leaves the port out of what it signs. */
export const php: Signer = ({ method, url, body = '' }, credentials) => {
  const { address, pairs } = parts(url)
  const query = new URLSearchParams(pairs).toString()
  const timestamp = now()
  const tokens = [timestamp, method, body === '' ? '' : md5(body), withoutPort(address), query]
  const headers = { 'X-Timestamp': timestamp, authorization: authorize(credentials, tokens) }
  return { url: query === '' ? address : `${address}?${query}`, headers }
}

/** Signs sorted values that are decoded; what goes out is encoded by the HTTP library. */
export const node: Signer = ({ method, url, body = '' }, credentials) => {
  const { address, pairs } = parts(url)
  const query = byKey(pairs)
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  const timestamp = `${now()}Z`
  const tokens = [timestamp, method, body === '' ? '' : md5(body), address, query]
  const headers = { 'X-Timestamp': timestamp, authorization: authorize(credentials, tokens) }
  return { url: `${address}?${encodeURI(query)}`, headers }
}

/** Signs the query sorted and form-encoded and sends it as it was; leaves the port out of what it signs. */
export const ruby: Signer = ({ method, url, body = '' }, credentials) => {
  const { address, pairs } = parts(url)
  const signed = new URLSearchParams(byKey(pairs)).toString()
  const sent = pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
  const timestamp = `${now()}Z`
  const tokens = [timestamp, method, body === '' ? '' : md5(body), withoutPort(address), signed]
  const headers = { 'X-Timestamp': timestamp, authorization: authorize(credentials, tokens) }
  return { url: `${address}?${sent}`, headers }
}
