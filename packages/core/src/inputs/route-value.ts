import { convert } from '../schemas/fields.ts'
import type { Schema } from '../schemas/schema.ts'
import { textInput } from './fields.ts'
import { normalise } from './phone-number.ts'

/**
 * Schema of the value of an inbound route as input, by the type of the route: `host`, `number` or `uri`. Any text is
 * accepted for an unknown type. A phone number is normalised.
 *
 * @param routeType the type of the route
 * @example inputObject({ routeType: textInput(), value: routeValueInput('host') })
 */
export function routeValueInput(routeType: unknown): Schema<string> {
  const form = forms().get(routeType)
  if (form === undefined) return textInput()
  const [pattern, message] = form
  return convert((value) => normalised(value, pattern), message)
}

/** By route type: the pattern of a value, and its description. In a function, so that bundlers can drop it. */
function forms(): ReadonlyMap<unknown, readonly [RegExp, string]> {
  const label = String.raw`[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?`
  const byte = String.raw`(?:0|[1-9]\d{0,2})`
  // An IPv4 address, a name, or an IPv6 address in brackets, and a port. The last label of a name begins with a
  // letter (RFC 3261): text of digits and dots alone is a mistyped IP address, or a phone number with the wrong
  // route type.
  const address = String.raw`(?<address>(?:(?:${byte}\.){3}${byte}|(?:${label}\.)*(?=[a-z])${label}|\[[\da-f:.]+\])(?::[1-9]\d*)?)`
  const user = String.raw`(?:[\w.!~*'()&=+$,-]|%[\da-f]{2})+`
  const weight = String.raw`;weight=(?:1000|\d{1,3})`
  const parameters = `(?:${weight}|;transport=(?:udp|tcp|tls))*`
  return new Map([
    [
      'host',
      [
        new RegExp(`^(?:${address}|(?<bareIp>[\\da-f.]*:[\\da-f.]*:[\\da-f:.]*))${parameters}$`, 'i'),
        'must be a host name or IP address such as sip.example.com or 192.0.2.1:5060, with an optional ;transport= or ;weight=',
      ],
    ],
    [
      'number',
      [
        new RegExp(`^(?<number>[^;]+)(?:${weight})?$`, 'i'),
        'must be a phone number such as 12065550100, with an optional ;weight=',
      ],
    ],
    [
      'uri',
      [
        new RegExp(`^sips?:${user}@${address}${parameters}$`, 'i'),
        'must be a SIP URI such as sip:alice@example.com:5060, with an optional ;transport= or ;weight=',
      ],
    ],
  ])
}

/** A value as the wire needs it; undefined for an invalid one. */
function normalised(value: unknown, pattern: RegExp): string | undefined {
  const parts = typeof value === 'string' ? pattern.exec(value) : null
  if (parts === null || /(;\w+=).*\1/i.test(parts[0])) return undefined
  const { bareIp, address = `[${bareIp}]`, number } = parts.groups ?? {}
  // The parser knows the range of a port and of each part of an IP address.
  if (number === undefined) return URL.canParse(`http://${address}`) ? parts[0] : undefined
  const digits = normalise(number)
  return digits?.length === 11 ? parts[0].replace(number, digits) : undefined
}
