import { expect, test } from 'vitest'
import { createEmulator, type StartingWorld } from '../src/index.ts'
import { callerOf, expectError, setUp } from './support.ts'
import { outside } from './webhook-support.ts'

const number = '12062140284'
const office = {
  ...{
    label: 'Office',
    firstName: 'Maria',
    lastName: 'Bermudez',
    streetNumber: '7742',
    streetName: '20th Ave SW',
  },
  ...{ city: 'Seattle', state: 'WA', zip: '98106' },
}
const hook = 'https://app.example.com/hooks'

const world: StartingWorld = {
  numbers: [
    {
      number,
      name: 'Front desk',
      route: 'office',
      failover: 'sip-reg',
      address: 'Office',
      callerName: 'RAIN CITY',
    },
    { number: '+12065550123', messaging: false, callbacks: { sms_callback: hook } },
  ],
  routes: [{ alias: 'office', type: 'host', value: 'sip.example.com' }],
  addresses: [office],
  callerNames: [
    { value: 'RAIN CITY' },
    { value: 'LATER', state: 'pending' },
    { value: 'NEVER', state: 'rejected' },
  ],
  callbacks: hook,
  names: { [outside]: 'Maria' },
  optOuts: [{ number, with: '12065550199' }],
  conversations: [
    { number, with: '12065550177', messages: [{ in: 'STOP', at: '2026-01-15T09:00:00-08:00' }] },
    {
      number,
      with: outside,
      messages: [
        { in: 'Are you open?' },
        { out: 'Until six.' },
        { in: '', media: ['https://example.com/a.png'] },
      ],
    },
  ],
}

test('a world starts with what it was given, and a reset brings it back', async () => {
  const posted: Request[] = []
  const deliver = async (request: Request): Promise<Response> => {
    posted.push(request)
    return new Response()
  }
  const { emulator, call } = setUp({ world, deliver, balance: 1 })
  const listing = async (name: string) =>
    (await call('GET', `/__emulator/${name}`)).body as Record<string, object[]>
  const check = async (): Promise<void> => {
    expect((await listing('numbers'))['numbers']).toMatchObject([
      {
        ...{ number, alias: 'Front desk', messaging: 'on', primaryRoute: 'office', failoverRoute: 'sip-reg' },
        ...{ emergencyAddress: 'Office', cnam: 'RAIN CITY' },
      },
      { number: '12065550123', alias: null, messaging: 'off', primaryRoute: 'sip-reg', failoverRoute: null },
    ])
    const states = [{ state: 'approved' }, { state: 'pending' }, { state: 'rejected' }]
    expect((await listing('cnams'))['cnams']).toMatchObject(states)
    expect(await listing('callbacks')).toMatchObject({
      account: { urls: { sms_callback: hook, mms_dlr_callback: hook } },
      callbacks: [{ urls: {} }, { urls: { sms_callback: hook } }],
    })
    expect((await listing('conversations'))['conversations']).toMatchObject([
      { theirs: '12065550177', optedOut: true },
      { theirs: outside, theirsName: 'Maria', oursName: 'Front desk', count: 3, optedOut: false },
    ])
    expect((await listing(`conversations/${number}/${outside}`))['messages']).toMatchObject([
      { body: null, is_mms: true, timestamp: '2026-01-15T16:59:00.00Z' },
      {
        body: 'Until six.',
        delivery_receipts: [{ level: 2 }, { level: 1 }],
        timestamp: '2026-01-15T16:58:00.00Z',
      },
      { body: 'Are you open?', direction: 'inbound', timestamp: '2026-01-15T16:57:00.00Z' },
    ])
    expect(emulator.account.balance).toBe(1)
    for (const to of ['12065550177', '12065550199']) {
      expectError(
        await call('POST', '/v2.2/messages', { json: { from: number, to, body: 'x' } }),
        400,
        'opted out',
      )
    }
    expect(
      (await call('POST', '/v2.2/messages', { json: { from: number, to: outside, body: 'x' } })).status,
    ).toBe(202)
  }
  await check()
  await emulator.settled()
  expect(posted).toEqual([])
  const copy = createEmulator()
  copy.restore(JSON.parse(JSON.stringify(emulator.snapshot())))
  expect((await callerOf(copy)('GET', `/v2/numbers/${number}`)).data.attributes['alias']).toBe('Front desk')
  emulator.reset()
  await check()
})

test('all that is wrong is said at once, each with its place', () => {
  const wrong = {
    numbers: [
      { number: '12062140284', route: 'none', address: 'Nowhere', callerName: 'LATER' },
      { number: '12062140284' },
      { number: '19995550100' },
      { number: '911', name: '' },
      { number: '18005550144', address: 'Office', callerName: 'RAIN CITY' },
    ],
    routes: [
      { alias: 'a', type: 'number', value: 'x' },
      { alias: 'sip-reg', type: 'host', value: 'sip.example.com' },
    ],
    addresses: [office, { ...office, label: 'B', zip: '10001' }, { ...office, label: 'C', state: 'wa' }],
    callerNames: [
      { value: 'RAIN CITY' },
      { value: 'LATER', state: 'pending' },
      { value: 'MUCH TOO LONG A NAME' },
    ],
    names: { Maria: 'x' },
    optOuts: [{ number: '12065550100', with: 'x' }],
    conversations: [
      {
        number,
        with: '5',
        messages: [{ in: '' }, { out: 'x', at: 'yesterday' }, { in: 'x', at: '2027-01-01' }],
      },
    ],
  } as StartingWorld
  let message = ''
  try {
    createEmulator({ world: wrong })
  } catch (error) {
    expect(error).toBeInstanceOf(TypeError)
    message = (error as Error).message
  }
  expect(message.split('\n')).toEqual([
    'world.routes[0].value is refused: value must be an 11-digit number for a route of the type number.',
    expect.stringContaining('world.routes[1].alias is refused: alias must be unique'),
    expect.stringContaining('world.addresses[1] is refused: Could not geocode this address.'),
    expect.stringContaining('world.addresses[2].state is refused: State must be two upper-case letters'),
    expect.stringContaining('world.callerNames[2].value is refused: Longer than maximum length 15.'),
    'world.numbers[0].route is "none", and there is none of that name',
    'world.numbers[0].address is "Nowhere", and there is none of that name',
    expect.stringContaining(
      'world.numbers[0].callerName is refused: Cannot assign a CNAM record that is not approved',
    ),
    'world.numbers[1].number is there twice',
    'world.numbers[2].number must be a number of the United States or Canada',
    expect.stringContaining('world.numbers[3].number must be an 11-digit number'),
    expect.stringContaining('world.numbers[4].address is refused'),
    expect.stringContaining('world.numbers[4].callerName is refused'),
    expect.stringContaining('world.names.Maria must be an 11-digit number'),
    'world.optOuts[0].number is 12065550100, which is not among numbers',
    expect.stringContaining('world.optOuts[0].with must be an 11-digit number'),
    expect.stringContaining('world.conversations[0].with must be an 11-digit number'),
    'world.conversations[0].messages[0] must have a text or media',
    expect.stringContaining('world.conversations[0].messages[1].at must be a time'),
    'world.conversations[0].messages[2].at must not be in the future',
  ])
})

test('the wrong form is said before anything else', () => {
  const world = { numbers: [{ nubmer: '1' }, 5], callbacks: 'app', more: 1 } as unknown as StartingWorld
  expect(() => createEmulator({ world })).toThrow(
    new TypeError(
      [
        'world.numbers[0].number is required',
        'world.numbers[0].nubmer is not known',
        'world.numbers[1] must be an object',
        'world.callbacks must be an absolute http or https URL',
        'world.more is not known',
      ].join('\n'),
    ),
  )
})
