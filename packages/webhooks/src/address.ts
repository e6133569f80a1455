/**
 * The addresses Flowroute is known to post from, from an announcement of 2016; ask its support whether they still
 * hold for you before you rely on them.
 *
 * @example createWebhookHandler({ onMessage, allowedAddresses: flowrouteAddresses })
 */
export const flowrouteAddresses: readonly string[] = Object.freeze(['52.88.246.140', '52.10.220.50'])

const v4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/

/**
 * The one spelling of an IP address, without port, brackets or zone; an IPv4 address within IPv6 (`::ffff:…`, as
 * dual-stack servers report it) is itself. Undefined for what is no address.
 */
export function canonicalAddress(text: string): string | undefined {
  const written = text.trim()
  const withPort = /^([\d.]+):\d+$/.exec(written) ?? /^\[([^\]]*)\](?::\d+)?$/.exec(written)
  const [address = ''] = (withPort?.[1] ?? written).split('%', 1)
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
 * The address that the outermost of our own proxies saw: each adds, at the end, whom it was called by. What stands
 * further left was written by the caller and may be a lie.
 */
export function forwardedAddress(header: string | null, proxies: number): string | undefined {
  return header?.split(',').at(-proxies)?.trim()
}
