import { describe, expect, it } from 'vitest'
import { csvOf, destinationsOf, exportId, gzip, readDestinations, startExport } from './support.ts'

describe('records', () => {
  it('reads', async () => {
    await using server = await startExport(gzip(csvOf(3)))
    expect(await readDestinations(server)).toEqual(destinationsOf(3))
  })
  it('reads plain', async () => {
    await using server = await startExport(csvOf(3))
    expect(await readDestinations(server, { exportId })).toEqual(destinationsOf(3))
  })
})
