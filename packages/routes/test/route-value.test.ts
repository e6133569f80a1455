import { InvalidInputError } from '@flowroute/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RouteType } from '../src/index.ts'
import { scripted, valueRules } from './support.ts'

/** Values by type, and what goes out for them where that is something else. */
const right: [RouteType, value: string, sent?: string][] = [
  ['host', '24.239.23.40:5060'],
  ['host', 'myphone.com'],
  ['host', 'www.example.com'],
  ['host', 'il775u.sonsofodin.com'],
  ['host', 'localhost'],
  ['host', '255.255.255.255'],
  ['host', 'My-Phone.3com.co.uk:65535'],
  ['host', 'pbx.xn--mnchen-3ya.de:1'],
  ['host', '[2001:db8::1]'],
  ['host', '[2001:db8::1]:5061;transport=tls'],
  ['host', '2001:db8::1'],
  ['host', '::ffff:192.0.2.1;weight=5'],
  ['host', 'myphone.com;transport=udp'],
  ['host', 'myphone.com;transport=tcp'],
  ['host', 'myphone.com;transport=tls'],
  ['host', 'myphone.com:5061;transport=TLS;weight=1000'],
  ['host', 'myphone.com;weight=0;transport=tcp'],
  ['host', `${'a'.repeat(63)}.com`],
  ['number', '16476998778'],
  ['number', '16476998778;weight=50'],
  ['number', '(647) 699-8778', '16476998778'],
  ['number', '+1 647.699.8778;weight=1000', '16476998778;weight=1000'],
  ['uri', 'sip:alice@atlanta.com'],
  ['uri', 'sip:16476998778@215.122.69.152:5060;transport=tcp'],
  ['uri', 'sips:securecall@securedserver.com'],
  ['uri', 'SIP:+16476998778@atlanta.com;weight=10;transport=udp'],
  ['uri', "sip:a.b-c_d!e~f*g'h(i)&=+$,%23@[2001:db8::1]:5060"],
]

describe('a value that fits its type is sent', () => {
  const body = { data: { type: 'route', id: '1', attributes: {} } }

  test.each(right)('%s %s', async (routeType, value, sent = value) => {
    const { routes, requests } = await scripted([{ status: 201, body }])
    await routes.create({ alias: 'a', routeType, value })
    await routes.update('1', { routeType, value })
    expect(requests.map(({ json }) => json)).toEqual([
      { data: { type: 'route', attributes: { alias: 'a', route_type: routeType, value: sent } } },
      { data: { type: 'route', attributes: { route_type: routeType, value: sent } } },
    ])
  })

  test('of whatever form when the type of the route is not told', async () => {
    const { routes, requests } = await scripted([{ body }])
    await routes.update('1', { value: '(647) 699-8778' })
    expect(requests[0]?.json).toEqual({ data: { type: 'route', attributes: { value: '(647) 699-8778' } } })
  })
})

const wrong: Record<RouteType, string[]> = {
  host: [
    '',
    ' ',
    'two words',
    ' example.com',
    'example.com\n',
    'example..com',
    '.example.com',
    '-bad.example.com',
    'bad-.example.com',
    'under_score.example.com',
    'münchen.de',
    `${'a'.repeat(64)}.com`,
    'http://example.com',
    'example.com/path',
    'alice@example.com',
    'sip:alice@atlanta.com',
    '16476998778',
    '256.0.0.1',
    '192.0.2',
    '192.0.2.1.1',
    '192.0.02.1',
    'example.com:',
    'example.com:0',
    'example.com:65536',
    'example.com:sip',
    '[2001:db8::1',
    '[2001:db8::1::2]',
    '[192.0.2.1]',
    '2001:db8::g',
    ':::',
    '1:2',
    ';weight=1',
    'example.com;',
    'example.com;transport',
    'example.com;transport=',
    'example.com;transport=sctp',
    'example.com;weight=',
    'example.com;weight=-1',
    'example.com;weight=1001',
    'example.com;weight=0.5',
    'example.com;weight=1;weight=2',
    'example.com;transport=tls;weight=1;Transport=tls',
    'example.com;colour=red',
    'example.com ;weight=1',
  ],
  number: [
    '',
    'alice',
    'example.com',
    '699-8778',
    '11234567890',
    '+442071838750',
    '16476998778;transport=tls',
    '16476998778;weight=1001',
    '16476998778;weight=1;weight=2',
    '16476998778;',
    ';weight=1',
    'sip:16476998778@atlanta.com',
  ],
  uri: [
    '',
    'alice@atlanta.com',
    'sip:atlanta.com',
    'sip:@atlanta.com',
    'sip:alice@',
    'sip:al ice@atlanta.com',
    'sip:alice@bob@atlanta.com',
    'sip:100%@atlanta.com',
    'sip://alice@atlanta.com',
    'sip:alice@atlanta.com/path',
    'sip:alice@atlanta.com?subject=hello',
    'sip:alice@atlanta.com:0',
    'sip:alice@atlanta.com:99999',
    'sip:alice@256.0.0.1',
    'sip:alice@2001:db8::1',
    'sip:alice@[::g]',
    'sip:alice@atlanta.com;transport=ws',
    'sip:alice@atlanta.com;weight=2000',
    'sip:alice@atlanta.com;transport=tcp;transport=tls',
    '<sip:alice@atlanta.com>',
    'tel:+16476998778',
    'https://atlanta.com',
    'example.com',
  ],
}

describe('a value that does not fit its type is refused', () => {
  const refused = Object.entries(wrong).flatMap(([routeType, values]) =>
    values.map((value) => [routeType as RouteType, value] as const),
  )

  test.each(refused)('%s %j', async (routeType, value) => {
    const { routes, requests } = await scripted()
    const issues = [{ field: 'value', message: valueRules[routeType] }]
    await expect(routes.create({ alias: 'a', routeType, value })).rejects.toMatchObject({ issues })
    await expect(routes.update('1', { routeType, value })).rejects.toMatchObject({ issues })
    expect(requests).toEqual([])
  })

  test('at once, however long it is', async () => {
    const { routes, requests } = await scripted()
    const endless = [
      'a'.repeat(100_000),
      'a.'.repeat(50_000),
      ':'.repeat(100_000),
      ';weight=1'.repeat(10_000),
    ]
    for (const part of endless) {
      for (const routeType of ['host', 'number', 'uri'] as const) {
        for (const value of [`${part}!`, `a${part}!`, `sip:${part}`, `sip:a@${part}!`]) {
          await expect(routes.create({ alias: 'a', routeType, value })).rejects.toThrow(InvalidInputError)
        }
      }
    }
    expect(requests).toEqual([])
  })
})

test('every address goes out as it was written, with any of the parameters behind it', async () => {
  const { routes, requests } = await scripted([
    { status: 201, body: { data: { type: 'route', id: '1', attributes: {} } } },
  ])
  const optional = (part: fc.Arbitrary<string>) => fc.oneof(fc.constant(''), part)
  const parameters = fc.shuffledSubarray([0, 1]).chain((order) =>
    fc
      .tuple(
        fc.constantFrom(';transport=udp', ';transport=tcp', ';transport=tls'),
        fc.integer({ min: 0, max: 1_000 }).map((weight) => `;weight=${weight}`),
      )
      .map((both) => order.map((index) => both[index]).join('')),
  )
  const address = fc
    .tuple(
      fc.oneof(
        fc.domain(),
        fc.ipV4(),
        fc.ipV6().map((ip) => `[${ip}]`),
      ),
      optional(fc.integer({ min: 1, max: 65_535 }).map((port) => `:${port}`)),
      parameters,
    )
    .map((parts) => parts.join(''))
  await fc.assert(
    fc.asyncProperty(address, fc.constantFrom('', 'sip:', 'sips:'), async (value, scheme) => {
      const sent = scheme === '' ? value : `${scheme}alice@${value}`
      await routes.create({ alias: 'a', routeType: scheme === '' ? 'host' : 'uri', value: sent })
      expect(requests.at(-1)?.json).toMatchObject({ data: { attributes: { value: sent } } })
    }),
  )
})
