import { createClient, type Logger, type Transport } from '@flowroute/core'
import { goodIds } from '@flowroute/testing/methods'
import { asidePath } from './aside.ts'
import { accessKey, secretKey } from './credentials.ts'
import type { CallResult, Expectation, Fault } from './fault.ts'
import { retries } from './fault.ts'
import type { Method } from './methods.ts'
import { SecretWatch } from './secrets.ts'
import { MisbehavingServer, type Reply } from './server.ts'

/** The result of one method under one fault. */
export interface Cell {
  method: string
  fault: string
  /** Shown in the table: result, outcome, number of requests. */
  shown: string
  /** Failed checks. */
  problems: string[]
  /** Whether the call never ended. */
  hung: boolean
  leaks: string[]
  /** Texts that were searched for secrets. */
  texts: number
}

/** Milliseconds after which a call hangs: its own limits are shorter. */
const hangsAfter = 60_000

const hang = Symbol('hang')

/** Calls a method under a fault, with a server and a client of its own. */
export async function runCell(method: Method, fault: Fault, transport: Transport): Promise<Cell> {
  const secrets = new SecretWatch()
  secrets.add(secretKey)
  const body = method.answer.document(goodIds)
  const good: Reply = body === undefined ? { status: 204 } : { status: 200, body }
  const undo = fault.prepare?.()
  await using server = await MisbehavingServer.start((request, socket) => {
    secrets.addAuthorization(request.headers['authorization'])
    fault.respond(request, socket, good, method)
  }, fault.onConnection)
  const logged: unknown[] = []
  const log = (...given: unknown[]): void => void logged.push(given)
  const logger: Logger = { debug: log, warn: log }
  try {
    const client = createClient({
      accessKey,
      secretKey,
      baseUrl: (await fault.address?.(server)) ?? server.url,
      retries,
      timeout: 30_000,
      deadline: 30_000,
      backoff: { base: 0 },
      logger,
      ...(fault.options?.fetch === undefined && { transport }),
      ...fault.options,
    })
    if (fault.reusesConnection) await client.request({ path: `${asidePath}204` })
    const ended = await end(method.call(client, {}))
    if (ended === hang) return cell(method, fault, 'HANG', ['never ended'], secrets, true)
    const whole: CallResult = { ...ended, requests: server.requests }
    secrets.search(`${method.name}, ${fault.name}`, [client, whole.error, whole.result, logged])
    return cell(
      method,
      fault,
      show(whole),
      check(method, fault.expect(method, whole.requests), whole),
      secrets,
    )
  } finally {
    undo?.()
  }
}

function cell(
  { name }: Method,
  fault: Fault,
  shown: string,
  problems: string[],
  { leaks, texts }: SecretWatch,
  hung = false,
): Cell {
  const leaked = leaks.length > 0 ? ['shows a secret'] : []
  return {
    method: name,
    fault: fault.name,
    shown,
    problems: [...problems, ...leaked],
    hung,
    leaks,
    texts,
  }
}

async function end(call: PromiseLike<unknown>): Promise<Omit<CallResult, 'requests'> | typeof hang> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<typeof hang>((resolve) => {
    timer = setTimeout(() => resolve(hang), hangsAfter)
  })
  const settled = Promise.resolve(call).then(
    (result) => ({ result }),
    (error: unknown) => ({ error: error as Error & Record<string, unknown> }),
  )
  const first = await Promise.race([settled, late])
  clearTimeout(timer)
  return first
}

function show({ error, requests }: CallResult): string {
  const attempts = requests.length
  if (error === undefined) return `ok ${attempts}`
  return `${error.name.replace(/Error$/, '')} ${String(error['outcome'])} ${attempts}`
}

/** The messages and codes of an error and of its causes. */
function messagesOf(error: unknown, depth = 0): string {
  if (typeof error !== 'object' || error === null || depth > 8) return String(error)
  const { message, code, cause } = error as { message?: unknown; code?: unknown; cause?: unknown }
  return `${message} ${code} ${cause === undefined ? '' : messagesOf(cause, depth + 1)}`
}

function check(method: Method, expected: Expectation, ended: CallResult): string[] {
  const { error, result, requests } = ended
  const problems: string[] = []
  const expect = (what: string, wanted: unknown, got: unknown): void => {
    if (wanted !== got) problems.push(`${what} is ${String(got)}, not ${String(wanted)}`)
  }
  const { isRight = method.answer.isRight, message, attempts, outcome } = expected
  expect('the result', expected.result, error === undefined ? 'value' : error.name)
  const { requests: range = attempts } = expected
  const [fewest, most] = typeof range === 'number' ? [range, range] : range
  const more = method.answer.rereads && error === undefined ? 1 : 0
  if (requests.length < fewest || requests.length > most + more) {
    problems.push(`the number of requests is ${requests.length}, not ${most}`)
  }
  if (!requests.every(({ headers }) => headers['authorization']?.startsWith('Basic '))) {
    problems.push('a request came without credentials')
  }
  if (error === undefined) {
    if (expected.result === 'value' && !isRight(result)) problems.push('the value is not right')
  } else {
    if (!(error instanceof Error)) problems.push('what was thrown is no Error')
    expect('the outcome', outcome, error['outcome'])
    expect('attempts', attempts, error['attempts'])
    const messages = messagesOf(error)
    if (message && !message.test(messages)) problems.push(`no message matches ${message}: ${messages}`)
  }
  const problem = expected.check?.(ended)
  return problem === undefined ? problems : [...problems, problem]
}
