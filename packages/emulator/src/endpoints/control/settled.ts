import type { Endpoint } from '../../http/endpoint.ts'
import type { Deliveries } from '../../webhooks/deliveries.ts'

/** The way to wait for webhooks from another process. */
export function controlSettledEndpoint(deliveries: Pick<Deliveries, 'settled'>): Endpoint {
  return {
    method: 'POST',
    path: '/__emulator/settled',
    async handle() {
      await deliveries.settled()
      return { status: 204 }
    },
  }
}
