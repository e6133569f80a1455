import { importPeer } from '../peers.ts'
import type { Subject } from './subject.ts'

interface StripeModule {
  default: new (
    key: string,
    options: { host: string; port: string; protocol: 'http'; telemetry: boolean },
  ) => {
    customers: {
      retrieve(id: string): Promise<{ id: string }>
      list(query: { limit: number }): AsyncIterable<{ id: string }>
    }
  }
}

export const stripe: Subject = {
  name: 'stripe',
  kind: 'client',
  packages: ['stripe'],
  program: `
    import Stripe from 'stripe'
    console.log(new Stripe('sk_test_key').customers)`,
  pages: 'by itself',
  async connect({ baseUrl }) {
    const { default: Stripe } = await importPeer<StripeModule>('stripe')
    const { hostname, port } = new URL(baseUrl)
    const { customers } = new Stripe('sk_test_key', {
      host: hostname,
      port,
      protocol: 'http',
      telemetry: false,
    })
    return {
      get: async (id) => (await customers.retrieve(id)).id,
      async list(visit, { pageSize }) {
        for await (const { id } of customers.list({ limit: pageSize })) visit(id)
      },
    }
  },
}

interface OpenaiModule {
  default: new (options: {
    apiKey: string
    baseURL: string
    fetch?: typeof fetch
  }) => {
    files: {
      retrieve(id: string): Promise<{ id: string }>
      list(query: { limit: number }): AsyncIterable<{ id: string }> & Promise<{ data: readonly unknown[] }>
    }
  }
}

export const openai: Subject = {
  name: 'openai',
  kind: 'client',
  packages: ['openai'],
  program: `
    import OpenAI from 'openai'
    console.log(new OpenAI({ apiKey: 'key' }).files)`,
  pages: 'by itself',
  async connect({ baseUrl, fetch }) {
    const { default: OpenAI } = await importPeer<OpenaiModule>('openai')
    const options = { apiKey: 'key', baseURL: `${baseUrl}/v1`, ...(fetch === undefined ? {} : { fetch }) }
    const { files } = new OpenAI(options)
    return {
      get: async (id) => (await files.retrieve(id)).id,
      async list(visit, { pageSize }) {
        for await (const { id } of files.list({ limit: pageSize })) visit(id)
      },
      page: async () => (await files.list({ limit: 200 })).data.length,
    }
  },
}
