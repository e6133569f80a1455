import { ConnectionError, ResponseFormatError } from '@flowroute/core'
import { startServer, testRefusals } from '@flowroute/testing'
import { describe, expect, it } from 'vitest'
import { cnamAt, credentials, failureOf, methods, only, scripted } from './support.ts'

describe.each(methods)('$name', ({ name, call }) => {
  testRefusals((server) => call(cnamAt(server, { retries: 0 })), credentials.secretKey)

  it('fails as not sent where there is no service', async () => {
    const server = await startServer([])
    await server.close()
    const error = await failureOf(call(cnamAt(server, { retries: 0 })))
    expect(error).toBeInstanceOf(ConnectionError)
    expect(error).toMatchObject({ outcome: 'not-sent', attempts: 1 })
  })

  it('ends when its signal does', async () => {
    const controller = new AbortController()
    const { cnam } = await scripted(() => {
      controller.abort(new Error('the user left'))
      return undefined
    })
    const { signal } = controller
    const calls: Record<string, () => PromiseLike<unknown>> = {
      list: () => cnam.list({}, { signal }),
      get: () => cnam.get('1', { signal }),
      create: () => cnam.create('BOB LAW', { signal }),
      update: () => cnam.update('1', 'BOB LAW', { signal }),
      delete: () => cnam.delete('1', { signal }),
      assign: () => cnam.assign('1', '12065550100', { signal }),
      unassign: () => cnam.unassign('12065550100', { signal }),
    }
    const error = await failureOf(calls[name]?.() ?? Promise.resolve())
    expect(error).toMatchObject({ name: 'AbortedError', attempts: 1, cause: new Error('the user left') })
  })
})

it.each(only('list', 'get', 'create', 'update', 'assign', 'unassign'))(
  '$name takes neither a web page nor a document without its identity for an answer',
  async ({ name, call, answer: { status = 200 } }) => {
    const nameless = { type: 'cnam', attributes: { value: 'BOB LAW' } }
    for (const body of ['<html>Sign in</html>', { data: name === 'list' ? [nameless] : nameless }, {}]) {
      const { cnam } = await scripted([{ status, body }])
      const error = await failureOf(call(cnam))
      expect(error).toBeInstanceOf(ResponseFormatError)
      expect(error).toMatchObject({ status, outcome: 'unknown' })
    }
  },
)
