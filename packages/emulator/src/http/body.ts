import { Problem } from '../problem.ts'
import { chunksOf, concatenate } from '../values/bytes.ts'

/** Bytes; a body over it is not read to its end. */
const usualMaximum = 10 * 1024 * 1024

/**
 * A body of up to so many times the maximum is received and discarded before it is refused: a client whose connection
 * is closed while it sends may never get to read the answer.
 */
const discarded = 4

/** What JSON is sent under; the empty one stands for a missing header. */
const jsonTypes = ['', 'application/json', 'application/vnd.api+json']

/** Which bodies an endpoint takes besides JSON. */
export interface BodyOptions {
  /** HTML form bodies too, as the Python SDK posts CNAM records. */
  form?: boolean
  /** @default 10 MiB */
  maximumBytes?: number
}

/** The body's value; undefined when there is none. */
export async function readBody(
  request: Request,
  { form = false, maximumBytes }: BodyOptions = {},
): Promise<unknown> {
  const bytes = await readBytes(request, maximumBytes)
  if (bytes.length === 0) return undefined
  const text = decode(bytes)
  const contentType = request.headers.get('content-type') ?? ''
  const mediaType = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  // Half of the official calls name no type at all and mean JSON. The Ruby SDK and curl send JSON under the type of a
  // form, which no form looks like.
  if (jsonTypes.includes(mediaType) || /^\s*[{[]/.test(text)) return parseJson(text)
  if (form && mediaType === 'application/x-www-form-urlencoded') return parseForm(text)
  throw new Problem(415, `Content-Type "${mediaType}" is not supported; send application/vnd.api+json.`)
}

const bodies = new WeakMap<Request, Promise<Uint8Array>>()

/**
 * The body's bytes, just as they came. They come only once, and a signature is made of them before an endpoint
 * reads them: they are kept for it.
 */
export function readBytes(request: Request, maximumBytes = usualMaximum): Promise<Uint8Array> {
  const bytes = bodies.get(request) ?? drain(request, maximumBytes)
  bodies.set(request, bytes)
  return bytes
}

async function drain(request: Request, maximumBytes: number): Promise<Uint8Array> {
  const announced = Number(request.headers.get('content-length') ?? 0)
  if (announced > discarded * maximumBytes) throw tooLarge(maximumBytes)
  let chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of arrivalsOf(request)) {
    size += chunk.length
    if (size > discarded * maximumBytes) break
    if (size > maximumBytes || announced > maximumBytes) chunks = []
    else chunks.push(chunk)
  }
  if (Math.max(size, announced) > maximumBytes) throw tooLarge(maximumBytes)
  return concatenate(chunks)
}

/** A client that goes away in the middle of its body is no fault of ours. */
async function* arrivalsOf({ body }: Request): AsyncGenerator<Uint8Array> {
  try {
    if (body !== null) yield* chunksOf(body)
  } catch {
    throw new Problem(400, 'The request body ended early.')
  }
}

function tooLarge(maximumBytes: number): Problem {
  return new Problem(413, `The request body is over ${maximumBytes} bytes.`)
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Problem(400, 'The request body is not valid UTF-8.')
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem(400, 'The request body is not valid JSON.')
  }
}

/** A name that comes more than once has all its values, in an array. */
function parseForm(text: string): Record<string, unknown> {
  const form = new URLSearchParams(text)
  return Object.fromEntries(
    [...form.keys()].map((name) => {
      const values = form.getAll(name)
      return [name, values.length > 1 ? values : values[0]]
    }),
  )
}
