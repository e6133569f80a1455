import { describe, expect, test } from 'vitest'
import { forSale, setUp } from './support.ts'
import { entryOf, expectV1Error, keysOf, v1CallerOf, walk } from './v1-support.ts'

const base = '/v1/available-tns'

function start() {
  const { emulator, call } = setUp()
  return { v2: call, v1: v1CallerOf(emulator) }
}

describe('area codes', () => {
  test('are a map with links to what they have', async () => {
    const { v1 } = start()
    const reply = await v1('GET', `${base}/npas/?limit=2`)
    expect(reply.status).toBe(200)
    expect(reply.headers.get('content-type')).toBe('application/json')
    expect(reply.body).toEqual({
      npas: {
        201: { nxxs: `${base}/npanxxs/?npa=201`, tns: `${base}/tns/?npa=201` },
        202: { nxxs: `${base}/npanxxs/?npa=202`, tns: `${base}/tns/?npa=202` },
      },
      links: { next: `${base}/npas/?limit=2&page=2` },
    })
  })

  test('their links lead to their exchanges and numbers', async () => {
    const { v1 } = start()
    const { nxxs, tns } = entryOf(await v1('GET', `${base}/npas/`), 'npas', '203')
    expect(keysOf(await v1('GET', String(nxxs)), 'npanxxs').every((code) => code.startsWith('203'))).toBe(
      true,
    )
    expect(keysOf(await v1('GET', String(tns)), 'tns').every((number) => number.startsWith('1203'))).toBe(
      true,
    )
  })
})

describe('exchanges', () => {
  test('are a map with links to their numbers', async () => {
    const { v1 } = start()
    const reply = await v1('GET', `${base}/npanxxs/?npa=206&limit=2&page=2`)
    expect(reply.status).toBe(200)
    const codes = keysOf(reply, 'npanxxs')
    expect(codes).toHaveLength(2)
    expect(reply.body).toEqual({
      npanxxs: Object.fromEntries(
        codes.map((code) => [code, { tns: `${base}/tns/?npa=206&nxx=${code.slice(3)}` }]),
      ),
      links: {
        prev: `${base}/npanxxs/?npa=206&limit=2&page=1`,
        next: `${base}/npanxxs/?npa=206&limit=2&page=3`,
      },
    })
    const { tns } = entryOf(reply, 'npanxxs', codes[0] ?? '')
    const numbers = keysOf(await v1('GET', String(tns)), 'tns')
    expect(numbers.length).toBeGreaterThan(0)
    expect(numbers.every((number) => number.startsWith(`1${codes[0]}`))).toBe(true)
  })

  test('without an area code are those of all, from the first', async () => {
    const { v1 } = start()
    const reply = await v1('GET', `${base}/npanxxs/`)
    expect(keysOf(reply, 'npanxxs')).toHaveLength(10)
    expect(keysOf(reply, 'npanxxs')[0]).toMatch(/^201/)
    expect(reply.links).toEqual({ next: `${base}/npanxxs/?limit=10&page=2` })
  })

  test('a part of an area code finds all that have it', async () => {
    const { v1 } = start()
    const codes = (await walk(v1, 'npanxxs', `${base}/npanxxs/?npa=20&limit=200`)).flat()
    const areaCodes = new Set(codes.map((code) => code.slice(0, 3)))
    expect([...areaCodes].every((code) => code.includes('20'))).toBe(true)
    expect(areaCodes).toContain('206')
    expect(areaCodes).toContain('520')
  })
})

describe('numbers', () => {
  test('are a map, with costs as texts and places in upper case', async () => {
    const { v1, v2 } = start()
    const [offer] = (await v2('GET', '/v2/numbers/available?starts_with=206&limit=1')).list
    const { monthly_cost: monthly, setup_cost: setup, rate_center: place } = offer?.attributes ?? {}
    const reply = await v1('GET', `${base}/tns/?npa=206&limit=1`)
    expect(reply.status).toBe(200)
    expect(reply.body).toEqual({
      tns: {
        [offer?.id ?? '']: {
          initial_cost: Number(setup).toFixed(2),
          monthly_cost: Number(monthly).toFixed(2),
          billing_methods: ['VPRI', 'METERED'],
          ratecenter: String(place).toUpperCase(),
          state: 'WA',
        },
      },
      links: { next: `${base}/tns/?npa=206&limit=1&page=2` },
    })
    expect(reply.text).toMatch(/"initial_cost":"\d+\.\d\d","monthly_cost":"\d+\.\d\d"/)
  })

  test('toll-free ones have no place', async () => {
    const { v1 } = start()
    const reply = await v1('GET', `${base}/tns/?npa=888&limit=1`)
    const [number = ''] = keysOf(reply, 'tns')
    expect(entryOf(reply, 'tns', number)).toMatchObject({ ratecenter: null, state: null })
  })

  test('links repeat the filters as they were given, in the documented order', async () => {
    const { v1 } = start()
    const [number = ''] = keysOf(await v1('GET', `${base}/tns/?npa=206&ratecenter=Seattle&state=wA`), 'tns')
    const query = `tn=1&state=wA&ratecenter=Seattle&page=2&nxx=${number.slice(4, 7)}&npa=206&limit=1&x=y`
    const reply = await v1('GET', `${base}/tns/?${query}`)
    const filters = `npa=206&nxx=${number.slice(4, 7)}&state=wA&ratecenter=Seattle&tn=1&limit=1`
    expect(reply.links).toEqual({
      prev: `${base}/tns/?${filters}&page=1`,
      next: `${base}/tns/?${filters}&page=3`,
    })
  })

  test('state and rate center, in any case', async () => {
    const { v1, v2 } = start()
    const wanted = await forSale(v2, 5, '&state=wa&rate_center=seattle')
    for (const query of ['ratecenter=SEATTLE&state=WA', 'ratecenter=seattle&state=wa']) {
      expect(keysOf(await v1('GET', `${base}/tns/?limit=5&${query}`), 'tns')).toEqual(wanted)
    }
    const anywhere = await forSale(v2, 10, '&state=wa')
    expect(keysOf(await v1('GET', `${base}/tns/?state=Wa`), 'tns')).toEqual(anywhere)
    expect((await v1('GET', `${base}/tns/?ratecenter=seattle&state=ny`)).body).toEqual({})
    expect((await v1('GET', `${base}/tns/?ratecenter=New+York&state=ny`)).status).toBe(200)
  })

  test('an exchange, and a part of one', async () => {
    const { v1 } = start()
    const [code = ''] = keysOf(await v1('GET', `${base}/npanxxs/?npa=206`), 'npanxxs')
    const whole = (await walk(v1, 'tns', `${base}/tns/?npa=206&nxx=${code.slice(3)}`)).flat()
    expect(whole.length).toBeGreaterThan(20)
    expect(whole.every((number) => number.slice(1, 7) === code)).toBe(true)
    const part = (await walk(v1, 'tns', `${base}/tns/?npa=206&nxx=${code.slice(3, 5)}&limit=200`)).flat()
    expect(part).toEqual(expect.arrayContaining(whole))
    expect(part.every((number) => number.slice(4, 7).includes(code.slice(3, 5)))).toBe(true)
    expect(part.every((number) => number.startsWith('1206'))).toBe(true)
  })

  test('a part of an area code is looked for in it alone', async () => {
    const { v1 } = start()
    const numbers = (await walk(v1, 'tns', `${base}/tns/?npa=06&nxx=77&limit=200`)).flat()
    expect(numbers.length).toBeGreaterThan(0)
    for (const number of numbers)
      expect([number.slice(1, 4), number.slice(4, 7)].join(' ')).toMatch(/06.* .*77/)
  })

  test('a number, and a part of one', async () => {
    const { v1, v2 } = start()
    const [id = ''] = await forSale(v2, 1, '&starts_with=360')
    const one = await v1('GET', `${base}/tns/?tn=${id}`)
    expect(keysOf(one, 'tns')).toEqual([id])
    expect(one.links).toBeUndefined()
    const wanted = await forSale(v2, 10, '&contains=77')
    expect(keysOf(await v1('GET', `${base}/tns/?tn=77`), 'tns')).toEqual(wanted)
  })

  test('nothing found is an empty object', async () => {
    const { v1 } = start()
    expect((await v1('GET', `${base}/tns/?tn=12065550100`)).text).toBe('{}')
    expect((await v1('GET', `${base}/npanxxs/?npa=999`)).text).toBe('{}')
  })

  test('an empty filter is none', async () => {
    const { v1 } = start()
    const all = await v1('GET', `${base}/tns/`)
    expect((await v1('GET', `${base}/tns/?npa=&nxx=&ratecenter=&state=&tn=`)).text).toBe(all.text)
  })
})

describe('refusals', () => {
  test.each([
    ['tns/?nxx=641', 400, 'nxx needs npa.'],
    ['tns/?ratecenter=seattle', 400, 'ratecenter needs state.'],
    ['tns/?npa=2061', 422, 'npa must be at most three digits.'],
    ['tns/?npa=abc', 422, 'npa must be at most three digits.'],
    ['tns/?npa=206&nxx=x', 422, 'nxx must be at most three digits.'],
    ['tns/?state=Washington', 422, 'state must be two letters.'],
    ['tns/?tn=120655501001', 422, 'tn must be at most 11 digits.'],
    ['tns/?tn=%2B12065550100', 422, 'tn must be at most 11 digits.'],
    ['npanxxs/?npa=-20', 422, 'npa must be at most three digits.'],
  ])('%s', async (path, status, error) => {
    const { v1 } = start()
    expectV1Error(await v1('GET', `${base}/${path}`), status, error)
  })
})
