import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import {
  type Client,
  createClient,
  isFlowrouteError,
  type List,
  type RequestOptions,
  type Transport,
} from '@flowroute/core'
import { accessKey, secretKey } from './credentials.ts'
import { methods } from './methods.ts'
import { SecretWatch } from './secrets.ts'
import { newTotals, type Totals } from './totals.ts'

/** Requests of a call. */
const patience = 3

/** Calls every method, with right and wrong credentials, against the emulator's command, and searches its output. */
export async function runEmulatorCommand(transport: Transport): Promise<Totals> {
  const allTotals = await Promise.all([['--json-logs'], []].map((options) => runOne(options, transport)))
  const sum = (of: (totals: Totals) => number): number =>
    allTotals.reduce((all, totals) => all + of(totals), 0)
  return newTotals("the emulator's command", {
    tried: sum(({ tried }) => tried),
    crashes: sum(({ crashes }) => crashes),
    leaks: sum(({ leaks }) => leaks),
    texts: sum(({ texts }) => texts),
    problems: allTotals.flatMap(({ problems }) => problems),
  })
}

async function runOne(options: readonly string[], transport: Transport): Promise<Totals> {
  const args = [await commandFile(), '--port', '0', '--access-key', accessKey, '--secret-key', secretKey]
  const child = spawn(process.execPath, [...args, ...options], { stdio: ['ignore', 'pipe', 'pipe'] })
  const closed = once(child, 'close')
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text
    })
  }
  const problems: string[] = []
  const secrets = new SecretWatch()
  let crashes = 0
  let tried = 0
  let greeting = 0
  try {
    const baseUrl = await urlIn(() => printed, child.stdout)
    // It prints its credentials once, at the start.
    greeting = printed.length
    // A call that waits for what never comes is aborted.
    let ending = new AbortController()
    let requests = 0
    for (const key of [secretKey, `wrong, and a secret all the same: ${secretKey}`]) {
      const client = createClient({
        accessKey,
        secretKey: key,
        baseUrl,
        retries: 0,
        transport(request) {
          secrets.addAuthorization(request.headers['authorization'])
          if (++requests > patience) ending.abort()
          return transport(request)
        },
      })
      secrets.add(key)
      for (const method of methods) {
        tried++
        requests = 0
        ending = new AbortController()
        const outcome = await outcomeOf(method.call(withListHandling(client, 5), { signal: ending.signal }))
        if (outcome === undefined) crashes++
        const isRefused = outcome === 'AuthenticationError'
        if (isRefused !== (key !== secretKey)) problems.push(`${method.name} ended with ${outcome}`)
      }
    }
  } finally {
    child.kill()
    await closed
  }
  const lines = printed.slice(greeting).split('\n')
  if (lines.length < tried) problems.push(`only ${lines.length} lines were printed`)
  secrets.search('a printed line', lines)
  return newTotals('command', { tried, crashes, problems }, secrets)
}

/** `success`, or the name of the error; undefined when it is none of the SDK's. */
async function outcomeOf(call: PromiseLike<unknown>): Promise<string | undefined> {
  try {
    await call
    return 'success'
  } catch (error) {
    return isFlowrouteError(error) ? error.name : undefined
  }
}

async function commandFile(): Promise<string> {
  const description = import.meta.resolve('@flowroute/emulator/package.json')
  const { bin } = JSON.parse(await readFile(new URL(description), 'utf8')) as { bin: Record<string, string> }
  return fileURLToPath(new URL(bin['flowroute-emulator'] ?? '', description))
}

/** A client whose lists end early: the inventory is long. */
function withListHandling(client: Client, count: number): Client {
  return {
    ...client,
    list<T>(spec: Parameters<typeof client.list<T>>[0], options?: RequestOptions): List<T> {
      const list = client.list<T>(spec, options)
      return Object.assign(list, { toArray: () => list.take(count) })
    },
  }
}

/** The URL in the greeting, once all of that has been printed. */
async function urlIn(printed: () => string, output: NodeJS.ReadableStream): Promise<string> {
  for (;;) {
    const [, url] = /^(?:The Flowroute emulator listens on |.*"url":")(http:[^\s"]+)/.exec(printed()) ?? []
    const isWhole = printed().startsWith('{') ? printed().includes('\n') : printed().includes('Ctrl+C')
    if (url !== undefined && isWhole) return url
    await Promise.race([
      once(output, 'data'),
      once(output, 'end').then(() => {
        throw new Error(`The emulator did not start: ${printed()}`)
      }),
    ])
  }
}
