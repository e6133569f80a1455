import { fetchTransport, type Transport } from '@flowroute/core'
import { kyTransport } from '@flowroute/core/ky'
import { undiciTransport } from '@flowroute/core/undici'
import ky from 'ky'
import { Agent } from 'undici'

// Not the transport's default: it is closed at the end, and has no limit of connections, which some faults hold.
const agent = new Agent({ keepAliveTimeout: 60_000, connections: null })

/** The transports that every suite runs over. */
export const transports = {
  fetch: () => fetchTransport,
  ky: () => kyTransport(ky),
  undici: () => undiciTransport({ dispatcher: agent }),
} satisfies Record<string, () => Transport>

export type TransportName = keyof typeof transports

/** Closes the transports' connections. */
export const closeTransports = (): Promise<void> => agent.close()
