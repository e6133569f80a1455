import type { AddressChanges, AddressType, NewAddress } from '@flowroute/e911'
import { startServer } from '@flowroute/testing'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { anyChanges, onWire } from './arbitrary.ts'
import {
  addressDocument,
  addressId,
  canadian,
  e911At,
  house,
  office,
  officeOnWire,
  untyped,
} from './support.ts'

/** The attributes of each request. */
async function sent(call: (e911: ReturnType<typeof e911At>) => PromiseLike<unknown>): Promise<unknown[]> {
  await using server = await startServer([{ body: addressDocument() }])
  await call(e911At(server))
  return server.requests.map(({ json }) => {
    const { data, ...beside } = json as { data: Record<string, unknown> }
    expect(beside).toStrictEqual({})
    const { attributes, ...others } = data
    expect(others).toStrictEqual({ type: 'e911' })
    return attributes
  })
}

test('a label change cannot wipe the suite number', async () => {
  expect(await sent((e911) => e911.update(addressId, { label: 'Head office' }))).toStrictEqual([
    { label: 'Head office' },
  ])
})

const changes: [given: AddressChanges, attributes: object][] = [
  ...Object.entries(officeOnWire)
    .filter(([name]) => !name.startsWith('address_type'))
    .map(([name, value]): [AddressChanges, object] => {
      const field = name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())
      return [{ [field]: value }, { [name]: value }]
    }),
  [{ addressTypeNumber: 'A-1' }, { address_type_number: 'A-1' }],
  [
    { addressType: 'Floor', addressTypeNumber: '3' },
    { address_type: 'Floor', address_type_number: '3' },
  ],
  [
    { addressType: null, addressTypeNumber: null },
    { address_type: null, address_type_number: null },
  ],
  [{ addressType: null }, { address_type: null }],
  [{ addressTypeNumber: null }, { address_type_number: null }],
  [{ label: 'x', city: undefined, addressType: undefined, addressTypeNumber: undefined }, { label: 'x' }],
  [{ country: 'ca' }, { country: 'CA' }],
  [{ state: 'on' }, { state: 'ON' }],
  [{ zip: 'm4c5k7' }, { zip: 'M4C 5K7' }],
]

test.each(changes)('update with %o sends nothing else', async (given, attributes) => {
  expect(await sent((e911) => e911.update(addressId, given))).toStrictEqual([attributes])
})

test('update sends exactly the changes given', async () => {
  await using server = await startServer([{ body: addressDocument() }])
  const e911 = e911At(server)
  await fc.assert(
    fc.asyncProperty(anyChanges, async (given) => {
      server.requests.length = 0
      await e911.update(addressId, given)
      expect(server.requests).toMatchObject([{ method: 'PATCH', target: `/v2/e911s/${addressId}` }])
      expect(server.requests[0]?.json).toStrictEqual({ data: { type: 'e911', attributes: onWire(given) } })
    }),
  )
})

describe.each(['validate', 'create'] as const)('%s', (method) => {
  const sentFor = (address: unknown) => sent((e911) => e911[method](untyped(address)))

  it('sends what was given, and nothing else', async () => {
    expect(await sentFor(office)).toStrictEqual([officeOnWire])
    const { address_type: _type, address_type_number: _number, ...houseOnWire } = officeOnWire
    expect(await sentFor(house)).toStrictEqual([houseOnWire])
    expect(await sentFor({ ...house, addressType: undefined, addressTypeNumber: undefined })).toStrictEqual([
      houseOnWire,
    ])
  })

  it('changes only upper and lower case, and the space of a Canadian postal code', async () => {
    const odd = {
      ...office,
      label: ' Büro  №6 🎧 ',
      streetName: '3RD ave\t',
      streetNumber: '007½',
      city: 'o',
    }
    const given = { ...odd, addressType: 'sUITE', addressTypeNumber: 'a-1 ', state: 'wa', country: 'us' }
    expect(await sentFor(given)).toStrictEqual([
      {
        ...officeOnWire,
        label: ' Büro  №6 🎧 ',
        street_name: '3RD ave\t',
        street_number: '007½',
        city: 'o',
        address_type_number: 'a-1 ',
      },
    ])
  })

  it('does not change its input', async () => {
    const given = Object.freeze({ ...canadian, state: 'on', country: 'ca', zip: 'm4c5k7' })
    await sentFor(given)
    expect(given).toStrictEqual({ ...canadian, state: 'on', country: 'ca', zip: 'm4c5k7' })
  })
})

test('update does not change its input', async () => {
  const given = Object.freeze({ zip: 'm4c5k7' })
  expect(await sent((e911) => e911.update(addressId, given))).toStrictEqual([{ zip: 'M4C 5K7' }])
  expect(given).toStrictEqual({ zip: 'm4c5k7' })
})

const types =
  'Apartment Basement Building Department Floor Front Key Lobby Lot Lower Office Penthouse Pier Rear Room Side Slip Space Stop Suite Trailer Unit Upper'.split(
    ' ',
  ) as AddressType[]

test.each(types)('accepts the type %s in any case', async (type) => {
  for (const addressType of [type, type.toLowerCase(), type.toUpperCase()]) {
    expect(await sent((e911) => e911.validate({ ...office, addressType }))).toStrictEqual([
      { ...officeOnWire, address_type: type },
    ])
  }
})

const us =
  'AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC AS GU MP PR VI'
const ca = 'AB BC MB NB NL NS NT NU ON PE QC SK YT'

test('accepts every state and province of its country, and no other two letters', async () => {
  await using server = await startServer([{ status: 204 }])
  const e911 = e911At(server)
  const accepts = async (address: NewAddress): Promise<boolean> =>
    Promise.resolve(e911.validate(address)).then(
      () => true,
      () => false,
    )
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const accepted = { US: [] as string[], CA: [] as string[] }
  for (const state of letters.flatMap((first) => letters.map((second) => first + second))) {
    if (await accepts({ ...house, state })) accepted.US.push(state)
    if (await accepts({ ...canadian, state: state.toLowerCase() })) accepted.CA.push(state)
  }
  expect(accepted).toStrictEqual({ US: us.split(' ').toSorted(), CA: ca.split(' ') })
  expect(server.requests).toHaveLength(accepted.US.length + accepted.CA.length)
})
