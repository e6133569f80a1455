import { inspect } from 'node:util'
import * as v from 'valibot'
import { nameHeader } from '../http/name.ts'
import { EmulatorControlError } from './error.ts'
import { type EmulatorControlOptions, readSettings, type Settings } from './options.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** The emulator's error document, as far as it tells why. */
const problemDocument = v.object({
  errors: v.tupleWithRest([v.object({ detail: v.union([v.string(), v.looseObject({})]) })], v.unknown()),
})

/** Requests to the control API of one emulator. */
export class Connection {
  readonly #settings: Settings
  #recognised: Promise<void> | undefined

  constructor(options: EmulatorControlOptions) {
    this.#settings = readSettings(options)
  }

  get url(): string {
    return this.#settings.url
  }

  /** Makes the request; what is answered is of no interest. */
  async send(method: Method, path: string, body?: unknown): Promise<void> {
    await this.#call(method, path, body)
  }

  /** Makes the request and reads the answer, which has to be as the schema says. */
  async ask<Schema extends v.GenericSchema>(
    schema: Schema,
    method: Method,
    path: string,
    body?: unknown,
  ): Promise<v.InferOutput<Schema>> {
    const { text, status } = await this.#call(method, path, body)
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text)
    if (parsed.success) return parsed.output
    const [issue] = parsed.issues
    const place = v.getDotPath(issue) ?? 'the answer'
    throw this.#failure(
      method,
      path,
      `was answered in another form than expected: ${place}: ${issue.message}`,
      {
        status,
        cause: new v.ValiError(parsed.issues),
      },
    )
  }

  async #call(method: Method, path: string, body: unknown): Promise<{ text: string; status: number }> {
    // Once for all calls, and again after it has failed.
    this.#recognised ??= this.#recognise()
    await this.#recognised.catch((error: unknown) => {
      this.#recognised = undefined
      throw error
    })
    const json = body === undefined ? {} : { 'content-type': 'application/json' }
    const headers = { authorization: this.#settings.authorization, ...json }
    const { response, text } = await this.#exchange(method, path, {
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const { status } = response
    if (response.ok) return { text, status }
    const reason = reasonIn(text)
    const why = reason === undefined ? `was answered with the status ${status}` : `was refused: ${reason}`
    throw this.#failure(method, path, why, { status, reason })
  }

  /** Without credentials, so that they reach nobody but an emulator. */
  async #recognise(): Promise<void> {
    await this.#exchange('GET', '/clock', {})
  }

  async #exchange(
    method: Method,
    path: string,
    init: RequestInit,
  ): Promise<{ response: Response; text: string }> {
    const { url, fetch } = this.#settings
    try {
      const response = await fetch(`${url}/__emulator${path}`, { ...init, method, redirect: 'manual' })
      if (response.headers.has(nameHeader)) return { response, text: await response.text() }
      await response.body?.cancel()
    } catch (cause) {
      throw this.#failure(method, path, `had no answer: ${innermost(cause)}`, { cause })
    }
    throw this.#failure(method, path, `reached no emulator: the answer lacks the header ${nameHeader}`)
  }

  #failure(
    method: Method,
    path: string,
    what: string,
    failure: ConstructorParameters<typeof EmulatorControlError>[1] = {},
  ): EmulatorControlError {
    const message = `${method} ${this.#settings.url}/__emulator${path} ${what}`
    const { reason, cause } = failure
    return new EmulatorControlError(this.#hide(message), {
      ...failure,
      reason: reason === undefined ? undefined : this.#hide(reason),
      cause: this.#safe(cause),
    })
  }

  /** An error of a custom `fetch` may hang on to the request: of such a one the text alone is kept. */
  #safe(cause: unknown): unknown {
    const shown = inspect(cause, { depth: Number.POSITIVE_INFINITY, showHidden: true })
    return this.#hide(shown) === shown ? cause : new Error(this.#hide(String(cause)))
  }

  #hide(text: string): string {
    return this.#settings.secrets.reduce((rest, secret) => rest.replaceAll(secret, '[hidden]'), text)
  }
}

function reasonIn(text: string): string | undefined {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), problemDocument), text)
  if (!parsed.success) return undefined
  const [{ detail }] = parsed.output.errors
  return typeof detail === 'string' ? detail : JSON.stringify(detail)
}

/** The global `fetch` says only that it failed; the last cause says why. */
function innermost(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.cause instanceof Error) return innermost(error.cause)
  return error.message || String((error as NodeJS.ErrnoException).code ?? error.name)
}
