import { describe, expect, it } from 'vitest'
import { idOf, indexOf } from '../src/server/records.ts'
import { startServer } from '../src/server/server.ts'
import { documentAt } from '../src/server/services.ts'

describe('ids', () => {
  it('are phone numbers that tell their place', () => {
    expect(idOf(42)).toBe('12060000042')
    for (const index of [0, 42, 999_999]) expect(indexOf(idOf(index))).toBe(index)
  })

  it.each(['', '1206000004', '13060000042', 'x'])('%j has no place', (id) => {
    expect(indexOf(id)).toBe(-1)
  })
})

describe('every service', () => {
  const pages = [
    ['/v2/numbers?limit=200&offset=200', '/v2/numbers?limit=200&offset=400'],
    ['/v2/phone_numbers?page[size]=200&page[number]=2', '/v2/phone_numbers?page[size]=200&page[number]=3'],
    [
      `/v1/customers?limit=200&starting_after=${idOf(199)}`,
      `/v1/customers?limit=200&starting_after=${idOf(399)}`,
    ],
    [`/v1/files?limit=200&after=${idOf(199)}`, `/v1/files?limit=200&after=${idOf(399)}`],
    [
      '/2010-04-01/Accounts/AC00000000000000000000000000000000/IncomingPhoneNumbers.json?PageSize=200&Page=1',
      '/2010-04-01/Accounts/AC00000000000000000000000000000000/IncomingPhoneNumbers.json?PageSize=200&Page=2',
    ],
    [
      `/v1/projects/project/activeNumbers?pageSize=200&pageToken=${idOf(199)}`,
      `/v1/projects/project/activeNumbers?pageSize=200&pageToken=${idOf(399)}`,
    ],
    ['/account/numbers?size=200&index=2', '/account/numbers?size=200&index=3'],
  ]

  it.each(pages)('has the same records on the same page: %s', async (second, last) => {
    await using server = await startServer({ total: 450, latency: 0 })
    const read = async (path: string): Promise<string[]> => {
      const response = await fetch(server.url + path)
      expect(response.status).toBe(200)
      // Whatever the member that has the id is called, `value` is the number in all of them.
      return [...(await response.text()).matchAll(/"value":"(\d+)"/g)].map(([, value = '']) => value)
    }
    expect(await read(second)).toEqual(Array.from({ length: 200 }, (_, index) => idOf(200 + index)))
    expect(await read(last)).toEqual(Array.from({ length: 50 }, (_, index) => idOf(400 + index)))
  })

  it('tells of the same attributes in a document of nearly the same length', () => {
    const lengths = pages.map(([path = '']) => {
      const document = JSON.stringify(documentAt(new URL(path, 'http://localhost'), 450))
      for (const member of ['rate_center', 'inbound_rate', 'cnam_lookups_enabled', 'alias']) {
        expect(document.split(`"${member}":`)).toHaveLength(201)
      }
      return document.length
    })
    expect(Math.max(...lengths) / Math.min(...lengths)).toBeLessThan(1.6)
  })
})

describe('the server', () => {
  it('answers 404 for what there is not', async () => {
    await using server = await startServer({ total: 10, latency: 0 })
    for (const path of [`/v2/numbers/${idOf(10)}`, '/v2/numbers/12', '/v3']) {
      expect((await fetch(server.url + path)).status).toBe(404)
    }
  })

  it('ends its list where the total is', () => {
    const last = documentAt(new URL('http://localhost/v2/numbers?limit=200&offset=200'), 400)
    expect(last).not.toHaveProperty('links.next')
    const first = documentAt(new URL('http://localhost/v2/numbers?limit=200&offset=0'), 400)
    expect(first).toHaveProperty('links.next')
  })
})
