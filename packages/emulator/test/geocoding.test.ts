import { describe, expect, test } from 'vitest'
import { postalLetters, zipPrefixes } from '../src/world/postal-areas.ts'
import { createAddress, expectError, house, setUp } from './support.ts'

/** The capitals of the states and territories. */
const capitals =
  'AL 36104 AK 99801 AZ 85007 AR 72201 CA 95814 CO 80202 CT 06103 DE 19901 DC 20001 FL 32301 GA 30303 HI 96813 ID 83702 IL 62701 IN 46225 IA 50309 KS 66603 KY 40601 LA 70802 ME 04330 MD 21401 MA 02201 MI 48933 MN 55102 MS 39205 MO 65101 MT 59623 NE 68502 NV 89701 NH 03301 NJ 08608 NM 87501 NY 12207 NC 27601 ND 58501 OH 43215 OK 73102 OR 97301 PA 17101 RI 02903 SC 29217 SD 57501 TN 37219 TX 78701 UT 84111 VT 05602 VA 23219 WA 98507 WV 25301 WI 53703 WY 82001 PR 00901 VI 00802 GU 96910 AS 96799 MP 96950'
const largest =
  'AL 35203 AK 99501 AR 72901 CA 90012 CT 06604 DE 19801 FL 33101 FL 34102 GA 31401 ID 83814 IL 60601 KS 67202 KY 40202 LA 70112 ME 04101 MD 21201 MA 01103 MI 48226 MN 55401 MO 63101 MO 64106 MT 59101 NE 68102 NV 89101 NH 03101 NJ 07102 NM 87102 NM 88001 NY 10001 NY 14201 NY 00501 NC 28202 OH 44113 OH 45202 OK 74103 OR 97201 PA 19102 PA 15222 SC 29401 SD 57104 TN 38103 TX 75201 TX 79901 TX 88510 VT 05401 VA 20101 VA 22201 WA 98101 WA 99201 WI 53202 WY 83127 CO 81501 AZ 86001 HI 96720'
const provinces =
  'ON M4C_5K7 ON K1A_0B1 ON P3E_5P9 ON L5B_3C1 ON N6A_4L9 QC H2Y_1C6 QC G1R_4S9 QC J8X_3X4 BC V6B_4Y8 AB T2P_2M5 MB R3B_1B9 SK S4P_3C8 NS B3J_3R4 NB E1C_4Z6 NL A1C_5M2 PE C1A_1K7 YT Y1A_2C6 NT X1A_1P2 NU X0A_0H0'

const pairs = (text: string): [string, string][] =>
  text.match(/\S+ \S+/g)?.map((pair) => pair.replace('_', ' ').split(/ (.*)/, 2) as [string, string]) ?? []

const american = [...pairs(capitals), ...pairs(largest)]
const canadian = pairs(provinces)
const detail = 'Could not geocode this address. Please check the validity of your address.'

/** How a ZIP code does in each of the states. */
async function statesOf(country: string, zip: string): Promise<string[]> {
  const { call } = setUp()
  const names = Object.keys(country === 'US' ? zipPrefixes : postalLetters)
  const replies = names.map(async (state) => {
    const reply = await call('POST', '/v2/e911s/validate', { json: { ...house, country, state, zip } })
    if (reply.status !== 204) expectError(reply, 400, detail)
    return { state, status: reply.status }
  })
  return (await Promise.all(replies)).flatMap(({ state, status }) => (status === 204 ? [state] : []))
}

/** Where one prefix serves two. */
const shared = [
  ['HI', 'AS'],
  ['GU', 'MP'],
  ['CT', 'NY'],
  ['ID', 'WY'],
  ['NT', 'NU'],
]

test('the table knows every state, district and territory, and every province', () => {
  const named = new Set(pairs(capitals).map(([state]) => state))
  expect(Object.keys(zipPrefixes).sort()).toEqual([...named].sort())
  expect(named.size).toBe(56)
  expect(Object.keys(postalLetters).sort()).toEqual([...new Set(canadian.map(([state]) => state))].sort())
})

test('no prefix is in two states but those that are', () => {
  const owners = new Map<string, string[]>()
  for (const [state, ranges] of Object.entries(zipPrefixes)) {
    for (const range of ranges.split(' ')) {
      const [first = '', last = first] = range.split('-')
      expect(`${first} ${last}`).toMatch(/^\d{3} \d{3}$/)
      expect(Number(first)).toBeLessThanOrEqual(Number(last))
      for (let prefix = Number(first); prefix <= Number(last); prefix++) {
        const text = String(prefix).padStart(3, '0')
        owners.set(text, [...(owners.get(text) ?? []), state])
      }
    }
  }
  const several = [...owners]
    .filter(([, states]) => states.length > 1)
    .map(([prefix, states]) => [prefix, ...states])
  expect(several.sort()).toEqual([
    ['063', 'CT', 'NY'],
    ['834', 'ID', 'WY'],
    ['967', 'AS', 'HI'],
    ['969', 'GU', 'MP'],
  ])
})

test.each(american)('%s has %s, and no other state has', async (state, zip) => {
  const states = await statesOf('US', zip)
  expect(states).toContain(state)
  expect(states.filter((other) => other !== state && !shared.some((pair) => pair.includes(other)))).toEqual(
    [],
  )
  expect(states.length).toBeLessThanOrEqual(2)
})

test.each(canadian)('%s has %s, and no other province has', async (state, zip) => {
  const expected = state === 'NT' || state === 'NU' ? ['NT', 'NU'] : [state]
  expect(await statesOf('CA', zip)).toEqual(expected)
  expect(await statesOf('CA', zip.replace(' ', '').toLowerCase())).toEqual(expected)
  expect(await statesOf('US', zip)).toEqual([])
})

describe('an address that is nowhere', () => {
  const nowhere = {
    'a US state in Canada': { country: 'CA' },
    'a province in the US': { country: 'US', state: 'ON', zip: 'M4C 5K7' },
    'a state that is none': { state: 'XX' },
    'a ZIP code of another state': { zip: '97201' },
    'a ZIP code that nobody has': { state: 'AL', zip: '35301' },
    'a ZIP code of four digits': { zip: '9810' },
    'a ZIP code of six digits': { zip: '981010' },
    'a ZIP code with letters': { zip: '9810O' },
    'a postal code with a letter that there is not': { country: 'CA', state: 'ON', zip: 'M4D 5O7' },
    'a postal code with a hyphen': { country: 'CA', state: 'ON', zip: 'M4C-5K7' },
    'a postal code that begins with a digit': { country: 'CA', state: 'ON', zip: '4C5 K7M' },
  }

  test.each(Object.entries(nowhere))('%s', async (_what, attributes) => {
    const { call } = setUp()
    const json = { ...house, ...attributes }
    for (const path of ['/v2/e911s/validate', '/v2/e911s']) {
      const reply = await call('POST', path, { json })
      expectError(reply, 400, detail)
      expect(reply.error.title).toBe('Client Error')
    }
    const id = await createAddress(call)
    expectError(await call('PATCH', `/v2/e911s/${id}`, { json: attributes }), 400, detail)
  })

  test('is looked for after its form is seen to be right, and before it is compared to others', async () => {
    const { call } = setUp()
    await createAddress(call)
    const wrongForm = { ...house, country: 'CA', label: '' }
    expect((await call('POST', '/v2/e911s', { json: wrongForm })).status).toBe(422)
    expect((await call('POST', '/v2/e911s', { json: { ...house, country: 'CA' } })).status).toBe(400)
  })
})
