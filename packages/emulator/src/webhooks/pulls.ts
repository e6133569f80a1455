import { Problem } from '../problem.ts'
import type { PortFile } from '../saved/port-orders.ts'
import { chunksOf, concatenate } from '../values/bytes.ts'
import { storeFile } from '../world/porting/files.ts'
import type { World } from '../world/world.ts'
import type { Deliver } from './post.ts'

const timeLimitMilliseconds = 10_000

/** Bytes of a document that is taken from a URL. */
const maximumBytes = 10 * 1024 * 1024

/** Takes documents of port orders from the URLs that were given for them. */
export class Pulls {
  readonly #world: Pick<World, 'agenda' | 'portOrders'>
  readonly #fetch: Deliver
  readonly #closing = new AbortController()

  constructor(world: Pick<World, 'agenda' | 'portOrders'>, fetch: Deliver) {
    this.#world = world
    this.#fetch = fetch
    world.agenda.handle({ pull: ({ order, file }) => this.#start(order, file) })
  }

  /** Starts over with what was under way in a snapshot. */
  restore(): void {
    for (const { order, file } of this.#world.portOrders.pulls()) this.#start(order, file.id)
  }

  close(): void {
    this.#closing.abort(new Error('The emulator was closed or reset.'))
  }

  #start(orderId: string, fileId: string): void {
    const file = this.#world.portOrders.file(orderId, fileId)
    file.state = 'processing'
    this.#world.agenda.track(this.#pull(file))
  }

  async #pull(file: PortFile): Promise<void> {
    const signal = AbortSignal.any([AbortSignal.timeout(timeLimitMilliseconds), this.#closing.signal])
    try {
      const response = await this.#fetch(new Request(file.originalUrl ?? '', { redirect: 'manual', signal }))
      if (response.status !== 200) throw new Problem(502, `It was answered with ${response.status}.`)
      const bytes = await readUpTo(response, maximumBytes)
      if (!this.#closing.signal.aborted) storeFile(file, bytes, response.headers.get('content-type'))
    } catch {
      // The order says that it has failed, and nothing of why.
      if (!this.#closing.signal.aborted) file.state = 'failed'
    }
  }
}

async function readUpTo(response: Response, maximum: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  if (response.body === null) return concatenate(chunks)
  for await (const chunk of chunksOf(response.body)) {
    size += chunk.length
    if (size > maximum) throw new Problem(502, 'It is too large.')
    chunks.push(chunk)
  }
  return concatenate(chunks)
}
