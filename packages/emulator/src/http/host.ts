import type { IncomingMessage } from 'node:http'
import { Problem } from '../problem.ts'
import { origin } from './answer.ts'

/**
 * The host of a Host header or of a bare address, as URLs normalise it: lower case, IPv4 as four decimal numbers, IPv6
 * in brackets. Undefined when it is no host.
 */
function normaliseHost(text: string): URL | undefined {
  const host = /^[^[\]]*:[^[\]]*:/.test(text) ? `[${text}]` : text
  // The characters that are excluded would begin another part of the URL.
  if (!/^[^\s/?#@\\]+$/.test(host) || !URL.canParse(`http://${host}`)) return undefined
  return new URL(`http://${host}`)
}

/** Whether a name or address, with or without a port, is one under which only this machine can be reached. */
export function isLoopback(text: string): boolean {
  const hostname = normaliseHost(text)?.hostname.replace(/\.$/, '') ?? ''
  return (
    hostname === 'localhost' ||
    // Browsers and RFC 6761 resolve such names to the loopback address whatever a name server says.
    hostname.endsWith('.localhost') ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname) ||
    hostname === '[::1]' ||
    // 127.0.0.0/8 as IPv4-mapped IPv6 addresses.
    /^\[::ffff:7f[\da-f]{2}:[\da-f]{1,4}\]$/.test(hostname)
  )
}

/**
 * Checks which host a request was made for.
 *
 * DNS rebinding: a web page whose own name was made to resolve to the loopback address may read what this server
 * answers. Its browser sends that name as the host.
 *
 * @throws {Problem} 400: the host is malformed; 403: it is none of this machine's names, and `onlyLocal`
 */
export function checkHost(incoming: IncomingMessage, onlyLocal: boolean): void {
  for (const host of requestedHosts(incoming)) {
    if (normaliseHost(host) === undefined)
      throw new Problem(400, `The host ${JSON.stringify(host)} is not valid.`)
    if (onlyLocal && !isLoopback(host) && !isFlowroute(host)) {
      throw new Problem(
        403,
        `This server answers requests for loopback hosts such as localhost and 127.0.0.1 only, and this one is for ${JSON.stringify(host)}. Start the emulator with --allow-remote (allowRemote: true) to allow other hosts.`,
      )
    }
  }
  // The adapter refuses some spellings of IPv6 addresses.
  const { host = '' } = incoming.headers
  if (host.startsWith('[')) incoming.headers.host = normaliseHost(host)?.host ?? host
}

/** Programs that cannot change their base URL reach the emulator through a proxy. No web page has this name. */
function isFlowroute(host: string): boolean {
  return normaliseHost(host)?.hostname === new URL(origin).hostname
}

/** The Host header, and the host of a request line that has a whole URL, which counts instead of the header. */
function requestedHosts({ headers, url = '' }: IncomingMessage): string[] {
  const [, authority] = /^[a-z][a-z\d+.-]*:\/\/([^/?#]*)/i.exec(url) ?? []
  return [headers.host ?? '', ...(authority === undefined ? [] : [authority])]
}
