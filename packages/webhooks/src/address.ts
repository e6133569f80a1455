/**
 * The IP addresses that Flowroute announced in 2016 for its webhooks. Ask its support whether they still apply before you
 * rely on them.
 *
 * @example createWebhookHandler({ onMessage, allowedAddresses: flowrouteAddresses })
 */
export const flowrouteAddresses: readonly string[] = Object.freeze(['52.88.246.140', '52.10.220.50'])

const v4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/

/**
 * The canonical form of an IP address, without port, brackets or zone. An IPv4 address that is mapped to IPv6
 * (`::ffff:…`, as dual-stack servers report it) is given as IPv4. Undefined if the text is not an IP address.
 */
export function canonicalAddress(text: string): string | undefined {
  const trimmed = text.trim()
  const withPort = /^([\d.]+):\d+$/.exec(trimmed) ?? /^\[([^\]]*)\](?::\d+)?$/.exec(trimmed)
  const [address = ''] = (withPort?.[1] ?? trimmed).split('%', 1)
  if (v4.test(address)) return address
  if (!/^[\da-f:.]+$/i.test(address) || !address.includes(':')) return undefined
  try {
    const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1)
    const [, high, low] = /^::ffff:([\da-f]+):([\da-f]+)$/.exec(canonical) ?? []
    if (high === undefined || low === undefined) return canonical
    const bytes = [high, low]
      .map((part) => Number.parseInt(part, 16))
      .flatMap((part) => [part >> 8, part & 255])
    return bytes.join('.')
  } catch {
    return undefined
  }
}

/**
 * The client's address in `x-forwarded-for`: each of our own proxies appended the address it was called from. Entries
 * further left were written by the client and may be forged.
 */
export function forwardedAddress(header: string | null, proxies: number): string | undefined {
  return header?.split(',').at(-proxies)?.trim()
}
