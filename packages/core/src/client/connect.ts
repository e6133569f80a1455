import { connectionError } from '../errors/connection-error.ts'
import type { Transport } from '../transports/transport.ts'
import { type Config, checkRequestOptions, resolveLimits } from './config.ts'
import { limitCall } from './limits.ts'
import type { RequestOptions } from './options.ts'

/** Builds the function that opens a connection ahead of the first call. */
export function createConnect(config: Config, transport: Transport) {
  return async (options: Pick<RequestOptions, 'signal' | 'timeout'> = {}): Promise<void> => {
    checkRequestOptions(options)
    const { timeout, deadline } = resolveLimits(config.limits, options)
    const call = { method: 'CONNECT', path: config.origin }
    const limits = limitCall(call, options.signal, deadline)
    await limits.attempt(
      async (_signal, clock) => {
        clock.start()
        await transport.connect?.(config.origin).catch((error: unknown) => {
          const { redact } = config
          throw Object.assign(connectionError(error, { ...call, redact }, false), {
            attempts: 1,
            outcome: 'not-sent',
          })
        })
      },
      { timeout, outcome: () => 'not-sent', cause: undefined },
    )
  }
}
