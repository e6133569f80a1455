import { getEventListeners } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import {
  type Client,
  createClient,
  type List,
  type ListSpec,
  type RequestOptions,
  type Transport,
} from '@flowroute/core'
import { goodIds } from '@flowroute/testing/methods'
import pLimit from 'p-limit'
import { type Moment, moments, type Stage } from './aborts/moments.ts'
import type { Cell } from './cell.ts'
import { accessKey, secretKey } from './credentials.ts'
import { listReadings, type Method, methods } from './methods.ts'
import { SecretWatch } from './secrets.ts'
import { MisbehavingServer, type Reply } from './server.ts'

/** Milliseconds to wait for an expected event before it counts as missing. */
const patience = 30_000

/** Calls at a time. Those that never connect wait for their sockets to close, and cost little meanwhile. */
const concurrency = { some: 24, neverReads: 200 }

/** Aborts every method at every moment of a call. */
export async function runAborts(
  onlyMethods: readonly string[] | undefined,
  transport: Transport,
): Promise<Cell[]> {
  const limits = { some: pLimit(concurrency.some), neverReads: pLimit(concurrency.neverReads) }
  const chosen = methods.filter(({ name }) => onlyMethods === undefined || onlyMethods.includes(name))
  return Promise.all(
    moments.flatMap((moment) =>
      chosen
        .filter((method) => moment.appliesTo?.(method) ?? true)
        .map((method) =>
          limits[moment.neverReads ? 'neverReads' : 'some'](() => runAbort(method, moment, transport)),
        ),
    ),
  )
}

async function runAbort(method: Method, moment: Moment, transport: Transport): Promise<Cell> {
  const secrets = new SecretWatch()
  secrets.add(secretKey)
  const body = method.answer.document(goodIds)
  const good: Reply = body === undefined ? { status: 204 } : { status: 200, body }
  await using server = await MisbehavingServer.start(
    (request, socket) => {
      secrets.addAuthorization(request.headers['authorization'])
      moment.respond?.(request, socket, good, method)
    },
    (socket) => {
      if (moment.neverReads !== true) return false
      // A socket that is not read does not notice that the other side closes.
      socket.resume()
      return true
    },
  )
  const stage: Stage = { server, answers: 0, waits: 0, pages: 0 }
  const controller = new AbortController()
  const { signal } = controller
  const reason = new Error('Enough.')
  const logged: unknown[] = []
  const client = createClient({
    accessKey,
    secretKey,
    baseUrl: moment.neverReads ? server.url.replace('http:', 'https:') : server.url,
    logger: {
      debug: (...given) => void logged.push(given),
      warn(message, data) {
        logged.push([message, data])
        if (message.includes('trying again')) stage.waits++
      },
    },
    async transport(request) {
      const response = await transport(request)
      stage.answers++
      return response
    },
    ...moment.options,
  })
  if (moment.isReached === undefined) controller.abort(reason)
  const onPage = (): void => {
    stage.pages++
    // At once: the reader would request the next page before the next check.
    if (moment.isReached?.(stage) === true) controller.abort(reason)
  }
  const settled = Promise.resolve(method.call(withListHandling(client, moment, onPage), { signal })).then(
    () => ({ error: undefined }),
    (error: unknown) => ({ error: error as Error & Record<string, unknown> }),
  )
  const problems: string[] = []
  const expect = (what: string, wanted: unknown, got: unknown): void => {
    if (wanted !== got) problems.push(`${what} is ${String(got)}, not ${String(wanted)}`)
  }
  const { isReached } = moment
  if (isReached !== undefined) {
    if (!(await happens(() => signal.aborted || isReached(stage)))) problems.push('the moment never came')
    controller.abort(reason)
  }
  const ended = await Promise.race([settled, pause(patience, 'hang' as const, { signal: finished(settled) })])
  if (ended === 'hang') return cell(method, moment, 'HANG', [...problems, 'never ended'], secrets, true)
  const { error } = ended
  expect('the result', 'AbortedError', error?.name ?? 'value')
  expect('the outcome', moment.outcome(method), error?.['outcome'])
  expect('attempts', moment.attempts, error?.['attempts'])
  expect('the cause', reason, error?.cause)
  expect('the number of requests', moment.requests, server.requests.length)
  // Asking for the same page twice would be a fault that an abort hides.
  expect(
    'the number of requested pages',
    moment.requests,
    new Set(server.requests.map(({ target }) => target)).size,
  )
  expect(
    'the number of requests without credentials',
    0,
    server.requests.filter(({ headers }) => !headers['authorization']?.startsWith('Basic ')).length,
  )
  expect('the number of listeners left', 0, getEventListeners(signal, 'abort').length)
  if (!(await happens(() => server.sockets.size === 0))) problems.push('a socket stays open')
  secrets.search(`${method.name}, ${moment.name}`, [client, error, logged])
  const shown = `${error === undefined ? 'ok' : `${error.name.replace(/Error$/, '')} ${String(error['outcome'])}`} ${server.requests.length}`
  return cell(method, moment, shown, problems, secrets)
}

function cell(
  { name: method }: Method,
  { name: fault }: Moment,
  shown: string,
  problems: string[],
  { leaks, texts }: SecretWatch,
  hung = false,
): Cell {
  const all = [...problems, ...(leaks.length > 0 ? ['shows a secret'] : [])]
  return { method, fault, shown, problems: all, hung, leaks, texts }
}

/** Waits for a condition; false when it is not met in time. */
async function happens(isTrue: () => boolean): Promise<boolean> {
  const until = performance.now() + patience
  while (!isTrue()) {
    if (performance.now() > until) return false
    await pause(1)
  }
  return true
}

/** A signal that is aborted once a promise has settled. */
function finished(settled: Promise<unknown>): AbortSignal {
  const controller = new AbortController()
  void settled.then(() => controller.abort())
  return controller.signal
}

/** A client whose lists prefetch pages, and report each page that their reader gets. */
function withListHandling(client: Client, { prefetch = 0 }: Moment, onPage: () => void): Client {
  const observe = <T>(list: List<T>): List<T> => {
    const pages = list.pages.bind(list)
    return Object.assign(list, {
      async toArray(): Promise<T[]> {
        const all: T[] = []
        for await (const page of pages()) {
          all.push(...page.items)
          onPage()
        }
        return all
      },
      async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
        for await (const page of pages()) {
          yield* page.items
          onPage()
        }
      },
    })
  }
  const observed: Client = {
    ...client,
    list<T>(given: Parameters<typeof client.list<T>>[0], options?: RequestOptions): List<T> {
      const spec = (): ListSpec<T> => {
        const { query, ...others } = typeof given === 'function' ? given() : given
        return { ...others, query: { ...query, prefetch } }
      }
      return observe(client.list<T>(spec, options))
    },
  }
  listReadings.set(observed, { prefetch, observe })
  return observed
}
