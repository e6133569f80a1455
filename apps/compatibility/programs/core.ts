import {
  AbortedError,
  createClient,
  FlowrouteError,
  InvalidInputError,
  isFlowrouteError,
  NotFoundError,
  path,
  phoneNumber,
} from '@flowroute/core'
import { type Context, check, checkAbort, checkNotFound, failureOf } from './support.ts'

interface Numbers {
  data: { id: string }[]
}

export async function run(context: Context): Promise<void> {
  const { baseUrl, accessKey, secretKey } = context
  const options = { baseUrl, accessKey, secretKey }
  const client = createClient(options)
  if (context.hasEnvironment) check(createClient().baseUrl === client.baseUrl, 'the environment is read')

  const query = { state: 'WA', limit: 2 }
  const { data, response, attempts } = await client
    .request<Numbers>({ path: '/v2/numbers/available', query })
    .withResponse()
  check(data.data.length === 2 && response.status === 200 && attempts === 1, 'a request is answered')

  const missing = client.request({ path: path`/v2/numbers/${phoneNumber('(206) 555-0100')}` })
  await checkNotFound(missing)
  const failure = await failureOf(missing)
  check(failure instanceof NotFoundError && failure instanceof FlowrouteError, 'its classes are told apart')
  check(isFlowrouteError(failure) && !isFlowrouteError(new Error('mine')), 'its errors are recognised')
  check(!JSON.stringify(failure).includes(secretKey), 'the secret key stays out of errors')

  // Not an arrow function, which Bun's stacks do not name.
  async function askForOne(): Promise<unknown> {
    return await client.request({ path: '/v2/numbers/12065550100' })
  }
  const { stack = '' } = await failureOf(askForOne())
  // By its name in the bundle, which may have changed it.
  check(stack.includes(askForOne.name), `the stack of a failure shows who made the call (it is ${stack})`)

  await checkAbort((signal, middleware) =>
    createClient({ ...options, middleware }).request({ path: '/v2/numbers' }, { signal }),
  )
  const early = await failureOf(client.request({ path: '/v2/numbers' }, { signal: AbortSignal.abort() }))
  check(
    early instanceof AbortedError && early.outcome === 'not-sent',
    'an abort before the call sends nothing',
  )
  const invalid = await failureOf(client.request({ path: '/v2/../numbers' }))
  check(invalid instanceof InvalidInputError, 'input is checked')
}
