import type { Emulator } from '@flowroute/emulator'
import type { Chance } from './chance.ts'

type Fetch = (request: Request) => Promise<Response>

/** What goes wrong between the outbox and the service, in percent of the sends. */
export interface Trouble {
  /** The connection breaks before the service reads the request. */
  lostBefore: number
  /** The connection breaks after the service has acted. */
  lostAfter: number
  /** A 503 of a proxy, before or after the service has acted. */
  proxy: number
  tooMany: number
  /** The connection breaks at once, and the request arrives much later all the same. */
  late: number
  /** Milliseconds at most until such a request arrives, and until a record appears. */
  lateBy: number
  recordsLateBy: number
}

/** The emulator, seen through a network that loses, delays and reorders. */
export class TroubledService {
  readonly #emulator: Emulator
  readonly #chance: Chance
  readonly #trouble: Trouble
  /** Milliseconds by which the outbox's clock is ahead of the service's. */
  readonly #skew: number
  /** When each record becomes visible, on the service's clock. */
  readonly #visible = new Map<string, number>()
  /** Requests on their way, by the time they arrive. */
  readonly #travelling: { at: number; arrive: () => Promise<unknown> }[] = []

  constructor(emulator: Emulator, chance: Chance, trouble: Trouble, skew: number) {
    this.#emulator = emulator
    this.#chance = chance
    this.#trouble = trouble
    this.#skew = skew
  }

  /** The outbox's clock. */
  now(): number {
    return this.#time() + this.#skew
  }

  #time(): number {
    return this.#emulator.clock.now().getTime()
  }

  /** Lets time pass, and what is due arrive. */
  async advance(milliseconds: number): Promise<void> {
    this.#emulator.clock.advance(Math.max(1, Math.ceil(milliseconds)))
    await this.arrive()
  }

  /** Whether a request is still on its way. */
  get isQuiet(): boolean {
    return this.#travelling.length === 0
  }

  /** Has requests arrive whose time has come. */
  async arrive(): Promise<void> {
    for (;;) {
      const index = this.#travelling.findIndex(({ at }) => at <= this.#time())
      const [due] = index < 0 ? [] : this.#travelling.splice(index, 1)
      if (due === undefined) return
      await due.arrive()
    }
  }

  readonly fetch: Fetch = async (request) => {
    await this.arrive()
    const isSend = request.method === 'POST'
    return isSend ? this.#send(request) : this.#list(request)
  }

  async #send(request: Request): Promise<Response> {
    const { lostBefore, lostAfter, proxy, tooMany, late, lateBy, recordsLateBy } = this.#trouble
    const text = await request.text()
    const deliver = async (): Promise<Response> => {
      const response = await this.#emulator.fetch(
        new Request(request.url, { method: 'POST', headers: request.headers, body: text }),
      )
      const { data } = (await response.clone().json()) as { data?: { id: string } }
      if (data !== undefined) this.#visible.set(data.id, this.#time() + this.#chance.below(recordsLateBy + 1))
      return this.#dated(response)
    }
    const broken = (): never => {
      throw new TypeError('the connection broke')
    }
    let draw = this.#chance.next() * 100
    const happens = (share: number): boolean => {
      draw -= share
      return draw < 0
    }
    if (happens(lostBefore)) return broken()
    if (happens(lostAfter)) {
      await deliver()
      return broken()
    }
    if (happens(proxy)) {
      if (this.#chance.percent(50)) await deliver()
      return new Response('<html>Service unavailable</html>', { status: 503 })
    }
    if (happens(tooMany)) return new Response('', { status: 429, headers: { 'retry-after': '1' } })
    if (happens(late)) {
      this.#travelling.push({ at: this.#time() + this.#chance.below(lateBy), arrive: deliver })
      return broken()
    }
    return deliver()
  }

  async #list(request: Request): Promise<Response> {
    const url = new URL(request.url)
    // The service's own clock: what is asked of it in another's is what the outbox has to get right.
    const response = await this.#emulator.fetch(new Request(url, { headers: request.headers }))
    const document = (await response.json()) as { data?: { id: string }[] }
    const data = document.data?.filter(({ id }) => (this.#visible.get(id) ?? 0) <= this.#time())
    return this.#dated(Response.json({ ...document, data }, { status: response.status }))
  }

  #dated(response: Response): Response {
    const headers = new Headers(response.headers)
    headers.set('date', new Date(this.#time()).toUTCString())
    return new Response(response.body, { status: response.status, headers })
  }

  /** How many messages with each recipient and text the service has. */
  async sent(): Promise<Map<string, number>> {
    const { accessKey, secretKey } = this.#emulator
    const authorization = `Basic ${btoa(`${accessKey}:${secretKey}`)}`
    const counts = new Map<string, number>()
    for (let offset = 0; ; offset += 1_000) {
      const request = new Request(
        `https://api.flowroute.test/v2.1/messages?start_date=2025-01-01&limit=1000&offset=${offset}`,
        { headers: { authorization } },
      )
      const { data } = (await (await this.#emulator.fetch(request)).json()) as {
        data: { attributes: { to: string; body: string; direction: string } }[]
      }
      for (const { attributes } of data) {
        if (attributes.direction !== 'outbound') continue
        const key = `${attributes.to} ${attributes.body}`
        counts.set(key, (counts.get(key) ?? 0) + 1)
      }
      if (data.length < 1_000) return counts
    }
  }
}
