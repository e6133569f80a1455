import { importPeer } from '../peers.ts'
import type { Connection, Subject } from './subject.ts'

/** What those without an SDK get: the document as Flowroute writes it. */
interface Document<Data> {
  data: Data
  links: { next?: string }
}

interface Resource {
  id: string
}

type GetDocument = <Data>(path: string) => Promise<Document<Data>>

const headers = {
  authorization: `Basic ${btoa('key:secret')}`,
  accept: 'application/vnd.api+json, application/json',
}

/** What a user without an SDK writes around a call. */
function byHand(getDocument: GetDocument): Connection {
  return {
    get: async (id) => (await getDocument<Resource>(`/v2/numbers/${id}`)).data.id,
    async list(visit, { pageSize }) {
      for (let offset = 0; ; offset += pageSize) {
        const { data, links } = await getDocument<Resource[]>(
          `/v2/numbers?limit=${pageSize}&offset=${offset}`,
        )
        for (const { id } of data) visit(id)
        if (links.next === undefined) return
      }
    },
    page: async () => (await getDocument<Resource[]>('/v2/numbers?limit=200&offset=0')).data.length,
  }
}

export const fetchSubject: Subject = {
  name: 'fetch',
  kind: 'http',
  packages: [],
  pages: 'by hand',
  async connect({ baseUrl, fetch: ownFetch = fetch }) {
    return byHand(async (path) => {
      const response = await ownFetch(baseUrl + path, { headers })
      if (!response.ok) throw new Error(`status ${response.status}`)
      return response.json()
    })
  },
}

/**
 * `fetch` with what any client needs that neither waits nor reads for ever: a time limit, and one on the body. What a
 * client costs beyond this is its own.
 */
export const boundedFetch: Subject = {
  name: 'fetch, bounded',
  kind: 'http',
  packages: [],
  pages: 'by hand',
  async connect({ baseUrl }) {
    return byHand(async (path) => {
      const controller = new AbortController()
      const timer = setTimeout(() => controller.abort(), 30_000)
      try {
        const response = await fetch(baseUrl + path, { headers, signal: controller.signal })
        if (!response.ok) throw new Error(`status ${response.status}`)
        const length = response.headers.get('content-length') ?? Number.NaN
        const isSmall = Number(length) <= 32 * 1024 * 1024 && !response.headers.has('content-encoding')
        if (!isSmall) throw new Error('the body may be of any size')
        return JSON.parse(await response.text())
      } finally {
        clearTimeout(timer)
      }
    })
  },
}

interface Ky {
  create(options: { prefixUrl: string; headers: object; fetch?: typeof fetch }): {
    get(path: string): { json<T>(): Promise<T> }
  }
}

export const ky: Subject = {
  name: 'ky',
  kind: 'http',
  packages: ['ky'],
  program: `
    import ky from 'ky'
    console.log(await ky.create({ prefixUrl: 'https://api.flowroute.com' }).get('v2/numbers').json())`,
  pages: 'by hand',
  async connect({ baseUrl, fetch: ownFetch }) {
    const { default: library } = await importPeer<{ default: Ky }>('ky')
    const options = { prefixUrl: baseUrl, headers, ...(ownFetch === undefined ? {} : { fetch: ownFetch }) }
    const client = library.create(options)
    return byHand((path) => client.get(path.slice(1)).json())
  },
}

interface Undici {
  request(
    url: string,
    options: { headers: Record<string, string> },
  ): Promise<{ statusCode: number; body: { json(): Promise<unknown> } }>
}

export const undici: Subject = {
  name: 'undici',
  kind: 'http',
  packages: ['undici'],
  program: `
    import { request } from 'undici'
    console.log(await (await request('https://api.flowroute.com/v2/numbers')).body.json())`,
  pages: 'by hand',
  async connect({ baseUrl }) {
    const { request } = await importPeer<Undici>('undici')
    const { page: _needsFetch, ...connection } = byHand(async <Data>(path: string) => {
      const { statusCode, body } = await request(baseUrl + path, { headers })
      if (statusCode !== 200) throw new Error(`status ${statusCode}`)
      return (await body.json()) as Document<Data>
    })
    return connection
  },
}
