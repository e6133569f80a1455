/** What a program is run with: an emulator of its own, in another process. */
export interface Context {
  baseUrl: string
  accessKey: string
  secretKey: string
  /** Whether `FR_BASE_URL`, `FR_ACCESS_KEY` and `FR_SECRET_KEY` are set as well. */
  hasEnvironment: boolean
  /** Serves webhooks at the URL that it returns. */
  receive(receiver: Receiver): Promise<{ url: string; close(): Promise<void> }>
}

/** A webhook handler, in the two forms that runtimes take. */
export interface Receiver {
  fetch(request: Request): Promise<Response>
  /** A listener for `node:http`; its types are left open, since not every runtime has them. */
  node(request: never, response: never): Promise<void>
}

/**
 * Asserts a condition.
 *
 * @param what the condition in words: `a number is for sale`
 */
export function check(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(`Expected: ${what}.`)
}

/** Returns the error of a call that must fail. */
export async function failureOf(call: PromiseLike<unknown>): Promise<Error & Record<string, unknown>> {
  try {
    await call
  } catch (error) {
    check(error instanceof Error, 'what is thrown is an Error')
    return error as Error & Record<string, unknown>
  }
  throw new Error('The call succeeded, and should have failed.')
}

/** Checks that a call fails with Flowroute's 404. */
export async function checkNotFound(call: PromiseLike<unknown>): Promise<void> {
  const { name, status, outcome, message } = await failureOf(call)
  check(name === 'NotFoundError' && status === 404, `a 404 is a NotFoundError (it is ${name}: ${message})`)
  check(outcome === 'rejected', 'the outcome of a 404 is known')
}

/**
 * Checks that a call ends when its signal is aborted while its request is under way.
 *
 * @param start makes the call with that signal, and a middleware that ends it
 */
export async function checkAbort(
  start: (signal: AbortSignal, middleware: Middleware[]) => PromiseLike<unknown>,
): Promise<void> {
  const controller = new AbortController()
  const endIt: Middleware = (request, next) => {
    const answer = next(request)
    controller.abort()
    return answer
  }
  const { name, message } = await failureOf(start(controller.signal, [endIt]))
  check(name === 'AbortedError', `an abort is an AbortedError (it is ${name}: ${message})`)
}

type Middleware = (request: Request, next: (request: Request) => Promise<Response>) => Promise<Response>

/** A request to the emulator without any package of ours. */
export async function post(context: Context, method: string, path: string, body?: unknown): Promise<unknown> {
  const { baseUrl, accessKey, secretKey } = context
  const response = await fetch(`${baseUrl}${path}`, {
    method,
    headers: {
      authorization: `Basic ${btoa(`${accessKey}:${secretKey}`)}`,
      'content-type': 'application/vnd.api+json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  check(response.ok, `${method} ${path} succeeds (${response.status}: ${text})`)
  return text === '' ? undefined : JSON.parse(text)
}

/** Buys a number and gives it. */
export async function buyNumber(context: Context): Promise<string> {
  const { data } = (await post(context, 'GET', '/v2/numbers/available?state=WA&limit=1')) as {
    data: { id: string }[]
  }
  const [offer] = data
  check(offer !== undefined, 'a number is for sale')
  await post(context, 'POST', `/v2/numbers/${offer.id}`)
  return offer.id
}

/** Puts the emulator's clock forward. */
export async function advance(context: Context, milliseconds: number): Promise<void> {
  await post(context, 'POST', '/__emulator/clock', { advance: milliseconds })
}

/** Resolves once the condition holds; fails after ten seconds. */
export async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + 10_000
  while (!(await condition())) {
    check(Date.now() < end, `${what} within ten seconds`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
