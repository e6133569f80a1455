import type { Transport } from '@flowroute/core'
import type { Connection, ConnectOptions, Subject } from './subject.ts'

async function connect({ baseUrl, fetch }: ConnectOptions, transport?: Transport): Promise<Connection> {
  const { createClient } = await import('@flowroute/core')
  const { Numbers } = await import('@flowroute/numbers')
  const numbers = new Numbers(
    createClient({ accessKey: 'key', secretKey: 'secret', baseUrl, fetch, transport }),
  )
  return {
    get: async (id) => (await numbers.get(id)).id,
    async list(visit, { pageSize, prefetch }) {
      for await (const { id } of numbers.list({ pageSize, prefetch })) visit(id)
    },
    page: async () => (await numbers.list()).items.length,
  }
}

export const flowroute: Subject = {
  name: 'flowroute',
  kind: 'ours',
  packages: ['@flowroute/core', '@flowroute/numbers'],
  program: `
    import { createClient } from '@flowroute/core'
    import { Numbers } from '@flowroute/numbers'
    console.log(new Numbers(createClient()))`,
  pages: 'by itself',
  connect: (options) => connect(options),
}

const variant = (name: Subject['name'], connectVariant: Subject['connect']): Subject => ({
  name,
  kind: 'variant',
  packages: flowroute.packages,
  pages: 'by itself',
  connect: connectVariant,
})

/** This project over its other transports, and with a subscriber to its traces. */
export const variants: readonly Subject[] = [
  variant('flowroute, traced', async (options) => {
    const { subscribe } = await import('node:diagnostics_channel')
    subscribe('flowroute:call', () => {})
    return connect(options)
  }),
  variant('flowroute, ky', async (options) => {
    const { kyTransport } = await import('@flowroute/core/ky')
    const { default: ky } = await import('ky')
    return connect(options, kyTransport(ky))
  }),
  variant('flowroute, undici', async (options) => {
    const { undiciTransport } = await import('@flowroute/core/undici')
    return connect(options, undiciTransport())
  }),
]
