import { type ClientOptions, createClient } from '@flowroute/core'
import type { E911 } from '@flowroute/e911'
import { type EmulatorServer, startEmulator } from '@flowroute/emulator'
import { expect, onTestFinished } from 'vitest'
import { accessKey, e911At, secretKey } from './support.ts'

interface Account {
  e911: E911
  emulator: EmulatorServer
  /** Buys numbers, by default in Seattle, and returns them in ascending order. */
  buy(count: number, startsWith?: string): Promise<string[]>
  /** The id of the address that the details of a number have. */
  addressOf(numberId: string): Promise<string | undefined>
}

export const idsOf = (items: readonly { id: string }[]): string[] => items.map(({ id }) => id)

/** An account for the test that runs. */
export async function emulated(options: ClientOptions = {}): Promise<Account> {
  const emulator = await startEmulator()
  onTestFinished(emulator.close)
  const client = createClient({ accessKey, secretKey, baseUrl: emulator.url })
  return {
    emulator,
    e911: e911At(emulator, { strict: true, ...options }),
    async buy(count, startsWith = '1206') {
      const { data } = await client.request({
        path: '/v2/numbers/available',
        query: { startsWith, limit: count },
        decode: (document) => document as { data: { id: string }[] },
      })
      const ids = idsOf(data).toSorted()
      expect(ids).toHaveLength(count)
      for (const id of ids) await client.request({ method: 'POST', path: `/v2/numbers/${id}` })
      return ids
    },
    async addressOf(numberId) {
      const { data } = await client.request({
        path: `/v2/numbers/${numberId}`,
        decode: (document) =>
          document as { data: { relationships: { e911_address: { data: { id: string } | null } } } },
      })
      return data.relationships.e911_address.data?.id
    },
  }
}
