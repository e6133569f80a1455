import { importPeer } from '../peers.ts'
import type { Subject } from './subject.ts'

interface TwilioModule {
  (
    accountSid: string,
    authToken: string,
    options: { httpClient: object },
  ): {
    incomingPhoneNumbers: {
      (sid: string): { fetch(): Promise<{ sid: string }> }
      each(options: {
        pageSize: number
        callback: (item: { sid: string }, done: (error?: Error) => void) => void
        done: (error?: Error) => void
      }): void
    }
  }
  RequestClient: new () => { request(options: { uri: string }): Promise<unknown> }
}

export const twilio: Subject = {
  name: 'twilio',
  kind: 'telecom',
  packages: ['twilio'],
  program: `
    import twilio from 'twilio'
    console.log(twilio('AC00000000000000000000000000000000', 'token').incomingPhoneNumbers)`,
  pages: 'by itself',
  async connect({ baseUrl }) {
    const { default: library } = await importPeer<{ default: TwilioModule }>('twilio')
    // Its own HTTP client, but for where requests go: it takes no base URL.
    class LocalRequestClient extends library.RequestClient {
      override request(options: { uri: string }): Promise<unknown> {
        return super.request({ ...options, uri: options.uri.replace('https://api.twilio.com', baseUrl) })
      }
    }
    const client = library('AC00000000000000000000000000000000', 'token', {
      httpClient: new LocalRequestClient(),
    })
    return {
      get: async (id) => (await client.incomingPhoneNumbers(id).fetch()).sid,
      list: (visit, { pageSize }) =>
        new Promise((resolve, reject) => {
          client.incomingPhoneNumbers.each({
            pageSize,
            // What is thrown in here would be lost.
            callback({ sid }, done) {
              try {
                visit(sid)
              } catch (error) {
                done(error as Error)
              }
            },
            done: (error) => (error ? reject(error) : resolve()),
          })
        }),
    }
  },
}

interface TelnyxModule {
  default: new (options: {
    apiKey: string
    baseURL: string
    fetch?: typeof fetch
  }) => {
    phoneNumbers: {
      retrieve(id: string): Promise<{ data?: { id?: string } }>
      list(
        query: Record<string, number>,
      ): AsyncIterable<{ id: string }> & Promise<{ data: readonly unknown[] }>
    }
  }
}

export const telnyx: Subject = {
  name: 'telnyx',
  kind: 'telecom',
  packages: ['telnyx'],
  program: `
    import Telnyx from 'telnyx'
    console.log(new Telnyx({ apiKey: 'key' }).phoneNumbers)`,
  pages: 'by itself',
  async connect({ baseUrl, fetch }) {
    const { default: Telnyx } = await importPeer<TelnyxModule>('telnyx')
    const options = { apiKey: 'key', baseURL: `${baseUrl}/v2`, ...(fetch === undefined ? {} : { fetch }) }
    const { phoneNumbers } = new Telnyx(options)
    return {
      get: async (id) => (await phoneNumbers.retrieve(id)).data?.id ?? '',
      async list(visit, { pageSize }) {
        for await (const { id } of phoneNumbers.list({ 'page[size]': pageSize })) visit(id)
      },
      page: async () => (await phoneNumbers.list({ 'page[size]': 200 })).data.length,
    }
  },
}

interface VonageModule {
  Numbers: new (
    auth: { apiKey: string; apiSecret: string },
    options: { restHost: string },
  ) => {
    getOwnedNumbers(filter: {
      pattern?: string
      searchPattern?: number
      size?: number
      index?: number
    }): Promise<{
      count?: number
      numbers?: readonly { msisdn: string }[]
    }>
  }
}

export const vonage: Subject = {
  name: 'vonage',
  kind: 'telecom',
  packages: ['@vonage/numbers'],
  program: `
    import { Numbers } from '@vonage/numbers'
    console.log(new Numbers({ apiKey: 'key', apiSecret: 'secret' }))`,
  pages: 'by hand',
  async connect({ baseUrl }) {
    const { Numbers } = await importPeer<VonageModule>('@vonage/numbers')
    const numbers = new Numbers({ apiKey: 'key', apiSecret: 'secret' }, { restHost: baseUrl })
    return {
      // It has no call for one number: this is how one is looked up.
      get: async (id) =>
        (await numbers.getOwnedNumbers({ pattern: id, searchPattern: 0, size: 1 })).numbers?.[0]?.msisdn ??
        '',
      async list(visit, { pageSize }) {
        for (let index = 1; ; index++) {
          const { count = 0, numbers: page = [] } = await numbers.getOwnedNumbers({ size: pageSize, index })
          for (const { msisdn } of page) visit(msisdn)
          if (index * pageSize >= count) return
        }
      },
    }
  },
}

interface SinchModule {
  NumbersService: new (options: {
    projectId: string
    keyId: string
    keySecret: string
    authHostname: string
    numbersHostname: string
  }) => {
    activeNumber: {
      get(data: { phoneNumber: string }): Promise<{ phoneNumber?: string }>
      list(data: {
        regionCode: string
        type: string
        pageSize: number
      }): AsyncIterable<{ phoneNumber: string }>
    }
  }
}

export const sinch: Subject = {
  name: 'sinch',
  kind: 'telecom',
  packages: ['@sinch/numbers'],
  program: `
    import { NumbersService } from '@sinch/numbers'
    console.log(new NumbersService({ projectId: 'project', keyId: 'key', keySecret: 'secret' }))`,
  pages: 'by itself',
  async connect({ baseUrl }) {
    const { NumbersService } = await importPeer<SinchModule>('@sinch/numbers')
    const { activeNumber } = new NumbersService({
      projectId: 'project',
      keyId: 'key',
      keySecret: 'secret',
      authHostname: baseUrl,
      numbersHostname: baseUrl,
    })
    return {
      get: async (phoneNumber) => (await activeNumber.get({ phoneNumber })).phoneNumber ?? '',
      async list(visit, { pageSize }) {
        const all = activeNumber.list({ regionCode: 'US', type: 'LOCAL', pageSize })
        for await (const { phoneNumber } of all) visit(phoneNumber)
      },
    }
  },
}
