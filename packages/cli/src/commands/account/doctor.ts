import process from 'node:process'
import { AuthenticationError, type Client, type FlowrouteError, isFlowrouteError } from '@flowroute/core'
import type { Action } from '../../command.ts'
import { type Account, productionUrl, resolveAccount } from '../../credentials/resolve.ts'
import { exitCodes, Failure } from '../../failures.ts'
import type { Session } from '../../session.ts'

interface Check {
  check: string
  ok: boolean
  detail: string
}

/** Milliseconds that this machine's clock may differ by; searches for sent messages go by it. */
const allowedSkew = 30_000

/** Checks what a command needs, and reports every check. */
export const doctor: Action = async (session, options) => {
  const checks: Check[] = [runtime()]
  let exitCode: number = exitCodes.done
  try {
    const account = await resolveAccount(options, session.context)
    checks.push({ check: 'credentials', ok: true, detail: describe(account) })
    const { found, failed } = await connect(session)
    checks.push(...found)
    exitCode = failed
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    checks.push({ check: 'credentials', ok: false, detail: error.message })
    exitCode = error.exitCode
  }
  await session.printer.list(checks, ['check', 'ok', 'detail'])
  if (checks.some(({ ok }) => !ok))
    throw new Failure('Not all is well.', { exitCode: exitCode || exitCodes.refused })
}

function runtime(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const ok = major > 20 || (major === 20 && minor >= 19)
  return { check: 'runtime', ok, detail: `Node.js ${process.versions.node}${ok ? '' : ', 20.19 is needed'}` }
}

const describe = ({ source, profile, accessKey }: Account): string =>
  source === 'profile' ? `profile "${profile}", access key ${accessKey}` : `FR_ACCESS_KEY ${accessKey}`

/** One request tells whether the service is reached, accepts the credentials, and what time it has. */
async function connect(session: Session): Promise<{ found: Check[]; failed: number }> {
  let headers: Headers | undefined
  const client = await session.client([
    async (request, next) => {
      const response = await next(request)
      headers = response.headers
      return response
    },
  ])
  const before = Date.now()
  let failure: FlowrouteError | undefined
  try {
    await client.request({ path: '/v2/numbers', query: { limit: 1 } }, { ...session.request, retries: 0 })
  } catch (error) {
    if (!isFlowrouteError(error)) throw error
    failure = error
  }
  const after = Date.now()
  if (headers === undefined) {
    const detail = failure ? reasonOf(failure) : ''
    return { found: [{ check: 'connection', ok: false, detail }], failed: exitCodes.refused }
  }
  const date = headers.get('date')
  const service = await serviceOf(client, () => headers, session)
  const found = [
    { check: 'connection', ok: true, detail: `${client.baseUrl}, ${after - before} ms` },
    { check: 'service', ok: true, detail: service },
    { check: 'accepted', ok: failure === undefined, detail: failure?.message ?? 'the credentials are valid' },
    clock(date, (before + after) / 2),
  ]
  return { found, failed: failure instanceof AuthenticationError ? exitCodes.credentials : exitCodes.done }
}

/** Only an emulator has anything at its own paths; Flowroute is not asked. */
async function serviceOf(
  client: Client,
  headers: () => Headers | undefined,
  { request }: Session,
): Promise<string> {
  if (client.baseUrl === productionUrl) return 'Flowroute'
  const call = client.request({ path: '/__emulator/doctor' }, { ...request, retries: 0 })
  await call.catch(() => undefined)
  return headers()?.has('flowroute-emulator') ? 'an emulator' : 'unknown'
}

const reasonOf = ({ message, cause }: FlowrouteError): string =>
  cause instanceof Error && !message.includes(cause.message) ? `${message} (${cause.message})` : message

/** The header has whole seconds. */
function clock(date: string | null, asked: number): Check {
  const theirs = date === null ? Number.NaN : Date.parse(date)
  if (Number.isNaN(theirs)) return { check: 'clock', ok: true, detail: 'the service does not tell its time' }
  const skew = Math.round((theirs + 500 - asked) / 1_000)
  const ok = Math.abs(skew) * 1_000 <= allowedSkew
  const difference = `${Math.abs(skew)} s ${skew > 0 ? 'behind' : 'ahead of'} the service's`
  return {
    check: 'clock',
    ok,
    detail: skew === 0 ? 'as the service has it' : `this machine's is ${difference}`,
  }
}
