import { ResponseFormatError } from '@flowroute/core'
import { type Answer, startServer } from '@flowroute/testing'
import { describe, expect, it } from 'vitest'
import {
  type Call,
  failureOf,
  id,
  methods,
  numberDocument,
  numbersAt,
  several,
  silent,
  single,
} from './support.ts'

/** Checks that a success with that body is of no use to the call, and that nothing is done twice for it. */
async function expectUnusable(call: Call, answer: Answer, snippet: string): Promise<void> {
  await using server = await startServer([answer])
  const error = await failureOf(call(numbersAt(server)))
  expect(error).toBeInstanceOf(ResponseFormatError)
  const [request] = server.requests
  expect(error).toMatchObject({
    status: answer.status ?? 200,
    snippet,
    method: request?.method,
    path: request?.path,
    outcome: 'unknown',
    attempts: 1,
  })
  expect(server.requests).toHaveLength(1)
}

describe.each(methods)('$name', ({ call }) => {
  it('cannot use an HTML page', () => {
    const page = '<html>\n  <body>Your proxy says hello</body>\n</html>'
    return expectUnusable(call, { body: page }, '<html> <body>Your proxy says hello</body> </html>')
  })

  it('cannot use truncated JSON', () => {
    const body = JSON.stringify(numberDocument()).slice(0, 40)
    return expectUnusable(call, { status: 201, body }, body)
  })

  it('cannot use a document of errors, and gives their reason', async () => {
    const body = { errors: [{ detail: 'The number is being ported.' }] }
    await expectUnusable(call, { body }, JSON.stringify(body))
    await using server = await startServer([{ body }])
    expect((await failureOf(call(numbersAt(server)))).message).toContain('The number is being ported.')
  })

  it('shows no more than the beginning of a long body', async () => {
    await expectUnusable(call, { body: `<p>${'a'.repeat(5_000)}` }, `<p>${'a'.repeat(197)}`)
  })

  it('gives up a body over the limit', async () => {
    const long = { ...numberDocument(), filler: 'a'.repeat(2_000) }
    await using server = await startServer([{ body: long }])
    const error = await failureOf(call(numbersAt(server, { maxResponseBytes: 1_000 })))
    expect(error).toMatchObject({ name: 'ResponseFormatError', outcome: 'unknown', attempts: 1 })
    expect(error.message).toContain('1000 bytes')
  })
})

describe.each([...single, ...several])('$name', ({ call }) => {
  it.each([{ status: 200 }, { status: 201 }, { status: 204 }])('cannot use an empty $status', (answer) =>
    expectUnusable(call, answer, ''),
  )

  it.each([{ body: {} }, { body: { data: null } }, { body: [] }, { body: null }, { body: 42 }])(
    'cannot use $body',
    ({ body }) => expectUnusable(call, { body }, JSON.stringify(body)),
  )

  it('cannot use a resource without its id', async () => {
    const { data } = numberDocument()
    const { id: _id, ...nameless } = data
    for (const document of [{ data: nameless }, { data: [data, nameless] }]) {
      await using server = await startServer([{ body: document }])
      expect(await failureOf(call(numbersAt(server)))).toBeInstanceOf(ResponseFormatError)
    }
  })
})

it.each(single)('$name cannot use a list', ({ call }) =>
  expectUnusable(call, { body: { data: [] } }, '{"data":[]}'),
)

it.each(several)('$name cannot use a single resource, or a list of anything else', async ({ call }) => {
  await expectUnusable(call, { body: { data: { id } } }, `{"data":{"id":"${id}"}}`)
  await expectUnusable(call, { body: { data: [null] } }, '{"data":[null]}')
  await expectUnusable(call, { body: { data: ['206'] } }, '{"data":["206"]}')
})

it.each(silent)('$name does not mind an empty answer, nor a document', async ({ call }) => {
  const answers = [{ status: 204 }, { status: 200 }, { status: 202, body: numberDocument() }]
  await using server = await startServer(answers)
  const numbers = numbersAt(server)
  for (const _ of answers) expect(await call(numbers)).toBeUndefined()
})
