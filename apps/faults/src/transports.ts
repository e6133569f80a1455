import { fetchTransport, type Transport } from '@flowroute/core'
import { kyTransport } from '@flowroute/core/ky'
import { undiciTransport } from '@flowroute/core/undici'
import ky from 'ky'
import { Agent } from 'undici'

// Its own, to close it at the end. More connections than the transport's own has: a fault may hold one for a while.
const agent = new Agent({ keepAliveTimeout: 60_000, connections: null })

/** The transports that every suite runs over. */
export const transports = {
  fetch: () => fetchTransport,
  ky: () => kyTransport(ky),
  undici: () => undiciTransport({ dispatcher: agent }),
} satisfies Record<string, () => Transport>

export type TransportName = keyof typeof transports

/** Closes what the transports hold. */
export const closeTransports = (): Promise<void> => agent.close()
