import { unprocessable } from '../problem.ts'
import type { RouteType } from '../saved/records.ts'

/** A host name's labels, which an IPv4 address fits too, or an IPv6 address in brackets. */
const name = String.raw`(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*`
const host = String.raw`(?:${name}|\[[\da-f:.]+\])`
const bareIp6 = String.raw`[\da-f.]*:[\da-f.]*:[\da-f:.]*`
const hostPattern = new RegExp(`^(?:${host}(?::(?<port>\\d{1,5}))?|${bareIp6})$`, 'i')
const uriPattern = new RegExp(`^sips?:[^\\s@;]+@${host}(?::(?<port>\\d{1,5}))?$`, 'i')

const rules: Record<RouteType, { pattern: RegExp; transport: boolean; rule: string }> = {
  'sip-reg': { pattern: /^$/, transport: false, rule: 'null' },
  host: { pattern: hostPattern, transport: true, rule: 'an IP address or host name, with a port if wanted' },
  number: { pattern: /^\d{11}$/, transport: false, rule: 'an 11-digit number' },
  uri: { pattern: uriPattern, transport: true, rule: 'protocol:user@domain[:port]' },
}

/**
 * Refuses a value that a route of this type cannot have.
 *
 * Behind the address there may be `;transport=udp|tcp|tls` (not for numbers) and `;weight=0` to `1000`. `typeName`
 * is how the caller named the type.
 */
export function checkRouteValue(
  routeType: RouteType,
  value: string,
  typeName = `route_type ${routeType}`,
): void {
  const { pattern, transport, rule } = rules[routeType]
  const [address = '', ...parameters] = value.split(';')
  const match = pattern.exec(address)
  const port = match?.groups?.['port']
  if (match === null || (port !== undefined && !isWithin(port, 1, 65_535))) {
    throw unprocessable(`value must be ${rule} for ${typeName}.`)
  }
  const seen = new Set<string>()
  for (const parameter of parameters) {
    const [given = '', setting = ''] = parameter.split('=', 2)
    const parameterName = given.toLowerCase()
    if (seen.has(parameterName) || !isAllowed(parameterName, setting, transport)) {
      throw unprocessable(`value has a parameter that is not allowed: ";${parameter}".`)
    }
    seen.add(parameterName)
  }
}

function isAllowed(name: string, setting: string, transport: boolean): boolean {
  if (name === 'weight') return isWithin(setting, 0, 1_000)
  return transport && name === 'transport' && /^(udp|tcp|tls)$/i.test(setting)
}

function isWithin(digits: string, low: number, high: number): boolean {
  return /^\d+$/.test(digits) && Number(digits) >= low && Number(digits) <= high
}
