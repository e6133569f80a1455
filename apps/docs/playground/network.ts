import { emulatorUrl } from './addresses.ts'
import type { Handle } from './bridge.ts'

/** A global `fetch` that reaches the emulator and nothing else. */
export function networkOf(emulator: Handle): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    const { origin } = new URL(request.url)
    if (origin !== emulatorUrl) {
      throw new TypeError(
        `This page sends nothing to ${origin}: programs reach the emulator at ${emulatorUrl} only`,
      )
    }
    return emulator(request)
  }
}

/**
 * Has the packages know that a request is sent once. In a browser they cannot be sure of it, and no refusal of a write would
 * be certain; this `fetch` is as sure as that of a Worker, for which they take it then.
 */
export function actAsWorker(scope: { navigator: object }): void {
  Object.defineProperty(scope.navigator, 'userAgent', { value: 'Cloudflare-Workers' })
}

/** Takes away what else a worker has to reach other hosts with. */
export function closeOtherWays(scope: object): void {
  for (const name of ['XMLHttpRequest', 'WebSocket', 'WebTransport', 'EventSource'])
    Reflect.deleteProperty(scope, name)
}
