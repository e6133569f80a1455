import { answerOver, fetchOver } from './bridge.ts'
import { compile } from './compile.ts'
import { failureOf, programFile } from './failure.ts'
import { handlerOf } from './handler.ts'
import { actAsWorker, closeOtherWays, networkOf } from './network.ts'
import { redirectConsole } from './output.ts'
import { Pending, type Timers } from './pending.ts'
import type { Job, Report } from './reports.ts'
import { loadModules } from './require.ts'

/** Against loops that print. */
const outputsAtMost = 1_000

const scope = globalThis as unknown as Omit<DedicatedScope, keyof Timers> & Timers

interface DedicatedScope {
  postMessage(report: Report): void
  onmessage: ((event: MessageEvent<Job>) => void) | null
  fetch: typeof fetch
  navigator: object
  process: { env: Readonly<Record<string, string>> }
  addEventListener(type: 'error' | 'unhandledrejection', listen: (event: Event) => void): void
}

const AsyncFunction = (async () => {}).constructor as new (
  ...parameters: string[]
) => (require: (name: string) => object, exports: { default?: unknown }) => Promise<void>

/** The worker lives for one program: what this changes in its global scope nobody has to put back. */
async function run({ source, environment, api, webhooks }: Job): Promise<void> {
  const report = (report: Report): void => scope.postMessage(report)
  const fail = (error: unknown): void => report({ kind: 'failed', failure: failureOf(error) })
  let outputs = 0
  redirectConsole(console, (output) => {
    outputs += 1
    if (outputs <= outputsAtMost) report({ kind: 'output', output })
    else if (outputs === outputsAtMost + 1) {
      report({ kind: 'output', output: { level: 'warn', text: 'Further output is not shown.' } })
    }
  })

  let isDone = false
  const { setTimeout } = scope
  // What was awaited goes on first, and may begin something else.
  const pending = new Pending(() => setTimeout(endIfIdle, 0))
  const endIfIdle = (): void => {
    if (!isDone || !pending.isIdle) return
    isDone = false
    report({ kind: 'ended' })
  }
  scope.addEventListener('error', (event) => {
    event.preventDefault()
    fail((event as ErrorEvent).error)
  })
  scope.addEventListener('unhandledrejection', (event) => {
    event.preventDefault()
    fail((event as PromiseRejectionEvent).reason)
  })
  scope.process = { env: environment }
  actAsWorker(scope)
  closeOtherWays(scope)
  scope.fetch = networkOf(fetchOver(api, () => pending.begin()))

  const exports: { default?: unknown } = {}
  try {
    const { code, imports } = compile(source)
    const require = await loadModules(imports)
    pending.watchTimers(scope)
    await new AsyncFunction('require', 'exports', `${code}\n//# sourceURL=${programFile}`)(require, exports)
  } catch (error) {
    fail(error)
    return
  }
  const handle = handlerOf(exports, environment)
  if (handle !== undefined) {
    answerOver(webhooks, handle)
    report({ kind: 'listening' })
    return
  }
  isDone = true
  if (pending.isIdle) setTimeout(endIfIdle, 0)
}

scope.onmessage = ({ data }) => void run(data)
