import { describe, expect, it } from 'vitest'
import { goodIds } from './answers.ts'
import { failureOf, problem } from './failures.ts'
import { type ClassName, callMethod, type Method, methods } from './methods.ts'
import { type Answer as Reply, startServer } from './server.ts'

const accessKey = 'contract'
const secretKey = 'f00dcafe-a-secret-that-nobody-may-see'

/** A resource class: it is made with the options of a client. */
export type ResourceClass = new (options: object) => object

const reply = ({ answer }: Method): Reply => {
  const body = answer.document(goodIds)
  return body === undefined
    ? { status: 204 }
    : { status: 200, body, headers: { 'content-type': 'application/vnd.api+json' } }
}

/**
 * Tests that what core promises applies to each method of a resource class. The promises themselves, in all their
 * forms, are proved in core.
 *
 * @param className as in the table of methods
 * @param Resource the class
 */
export function testContract(className: ClassName, Resource: ResourceClass): void {
  const table = methods[className]

  it('has a row in the table of methods for every public method', () => {
    const names = Object.getOwnPropertyNames(Resource.prototype).filter((name) => name !== 'constructor')
    expect(names.sort()).toEqual(table.map(({ name }) => name).sort())
  })

  describe.each(table.map((method) => [method.name, method] as const))('%s', (_, method) => {
    const call = (
      server: { url: string },
      options: object = {},
      request: object = {},
    ): PromiseLike<unknown> => {
      const client = { accessKey, secretKey, baseUrl: server.url, backoff: { base: 0 }, ...options }
      return callMethod(new Resource(client), method, request)
    }

    it('returns what the service answered, with one request that has the credentials and the headers', async () => {
      await using server = await startServer([reply(method)])
      const result = await call(server, {}, { headers: { 'x-contract': 'yes' } })
      expect(method.answer.isRight(result)).toBe(true)
      expect(server.requests).toHaveLength(1)
      const { headers } = server.requests[0] ?? {}
      expect(headers).toMatchObject({ authorization: expect.stringMatching(/^Basic ./), 'x-contract': 'yes' })
    })

    it(`is repeated after a 503 ${method.effect === 'once' ? 'never' : 'until it succeeds'}`, async () => {
      await using server = await startServer([{ status: 503 }, { status: 503 }, reply(method)])
      if (method.effect === 'once') {
        expect(await failureOf(call(server))).toMatchObject({ status: 503, outcome: 'unknown', attempts: 1 })
        expect(server.requests).toHaveLength(1)
      } else {
        expect(method.answer.isRight(await call(server))).toBe(true)
        expect(server.requests).toHaveLength(3)
        for (const { method, target, text } of server.requests) {
          expect({ method, target, text }).toEqual({
            method: server.requests[0]?.method,
            target: server.requests[0]?.target,
            text: server.requests[0]?.text,
          })
        }
      }
    })

    it('is repeated after a 429', async () => {
      await using server = await startServer([{ status: 429 }, reply(method)])
      expect(method.answer.isRight(await call(server))).toBe(true)
      expect(server.requests).toHaveLength(2)
    })

    it("fails with Flowroute's reason and the typed error, without the secret key", async () => {
      await using server = await startServer([problem(422, 'That value is wrong.', 'Unprocessable')])
      const error = await failureOf(call(server))
      expect(error).toMatchObject({
        name: 'UnprocessableEntityError',
        message: expect.stringContaining('That value is wrong.'),
        method: server.requests[0]?.method,
        path: server.requests[0]?.path,
        outcome: 'rejected',
        attempts: 1,
      })
      expect(`${JSON.stringify(error)}${error.stack}`).not.toContain(secretKey)
      expect(server.requests).toHaveLength(1)
    })

    it.each([
      ['a page', '<html>Welcome</html>'],
      ['another document', method.answer.wrong],
    ])('fails on %s in place of the answer', async (_, body) => {
      await using server = await startServer([{ status: 200, body }])
      expect(await failureOf(call(server))).toMatchObject({ name: 'ResponseFormatError', outcome: 'unknown' })
      expect(server.requests).toHaveLength(1)
    })

    it('sends nothing when its signal is aborted, or when an option is not known', async () => {
      await using server = await startServer([reply(method)])
      const aborted = await failureOf(call(server, {}, { signal: AbortSignal.abort('enough') }))
      expect(aborted).toMatchObject({
        name: 'AbortedError',
        cause: 'enough',
        outcome: 'not-sent',
        attempts: 0,
      })
      const unknown = await failureOf(call(server, {}, { timeOut: 5 }))
      expect(unknown).toMatchObject({ name: 'InvalidInputError', field: 'timeOut' })
      expect(server.requests).toHaveLength(0)
    })
  })
}
