import type { Subject } from './subject.ts'

export const flowroute: Subject = {
  name: 'flowroute',
  kind: 'ours',
  packages: ['@flowroute/core', '@flowroute/numbers'],
  program: `
    import { createClient } from '@flowroute/core'
    import { Numbers } from '@flowroute/numbers'
    console.log(new Numbers(createClient()))`,
  pages: 'by itself',
  async connect({ baseUrl, fetch }) {
    const { createClient } = await import('@flowroute/core')
    const { Numbers } = await import('@flowroute/numbers')
    const numbers = new Numbers(createClient({ accessKey: 'key', secretKey: 'secret', baseUrl, fetch }))
    return {
      get: async (id) => (await numbers.get(id)).id,
      async list(visit, { pageSize, prefetch }) {
        for await (const { id } of numbers.list({ pageSize, prefetch })) visit(id)
      },
      page: async () => (await numbers.list()).items.length,
    }
  },
}
