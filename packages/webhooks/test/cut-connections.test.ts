import { expect, test } from 'vitest'
import { startChildServer } from './child-server.ts'
import { cutConnections, postOnce } from './cut-connections.ts'

// `CUT_CONNECTIONS=10000` is the full form, which takes several seconds.
const count = Number(process.env['CUT_CONNECTIONS'] ?? 500)

test(`${count} cut connections end neither the process nor its answers`, { timeout: 120_000 }, async () => {
  const server = await startChildServer()
  expect(await cutConnections(server.port, count)).toBe(count)
  expect(await postOnce(server.port)).toMatch(/^HTTP\/1\.1 200 /)
  expect(await server.end()).toEqual({ code: 0, errors: '' })
})
