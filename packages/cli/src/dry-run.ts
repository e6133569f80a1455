import type { Middleware } from '@flowroute/core'
import type { Printer } from './output/printer.ts'

/** A request that would have been sent. */
export interface PlannedRequest {
  method: string
  url: string
  body?: unknown
}

/** Stops every request before it leaves, and keeps it. */
export class DryRun {
  readonly #planned: PlannedRequest[] = []

  /** A middleware of the client, so that what is shown is what would be sent. */
  readonly middleware: Middleware = async (request) => {
    const { method, url } = request
    const text = await request.text()
    this.#planned.push({ method, url, ...(text === '' ? {} : { body: readBody(text) }) })
    throw new NotSent()
  }

  /** Makes a call, and prints the request that it would send. */
  async show(call: () => PromiseLike<unknown>, printer: Printer): Promise<void> {
    const before = this.#planned.length
    try {
      await call()
    } catch (error) {
      if (!(error instanceof NotSent)) throw error
    }
    await printer.stream(this.#planned.slice(before), {
      columns: ['method', 'url', 'body'],
      line: ({ method, url, body }, { bold }) =>
        [`${bold(method)} ${url}`, ...(body === undefined ? [] : [JSON.stringify(body, null, 2)])].join('\n'),
    })
    printer.note('Dry run: nothing was sent.')
  }
}

class NotSent extends Error {}

function readBody(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
