import { ConfigurationError } from '@flowroute/core'
import {
  createWebhookHandler,
  memoryStore,
  type WebhookHandler,
  type WebhookOptions,
} from '@flowroute/webhooks'
import { type NodeHandlerOptions, toNodeHandler } from '@flowroute/webhooks/node'
import { describe, expect, test } from 'vitest'

const secret = 'a-secret-of-32-random-characters'
const create = (options: unknown) => () => createWebhookHandler(options as WebhookOptions)
const seen = { has: () => false, add: () => {} }

describe('options that cannot be right are refused when the handler is made', () => {
  test.each<[options: unknown, message: string]>([
    [undefined, 'Options must be an object.'],
    [null, 'Options must be an object.'],
    ['x', 'Options must be an object.'],
    [{ onMessage: 'x' }, 'onMessage must be a function.'],
    [{ onMessage: null }, 'onMessage must be a function.'],
    [{ onReceipt: {} }, 'onReceipt must be a function.'],
    [{ onEvent: 1 }, 'onEvent must be a function.'],
    [{ onError: true }, 'onError must be a function.'],
    [{ clientAddress: '1.2.3.4' }, 'clientAddress must be a function.'],
    [{ secret: 12_345 }, 'secret must be text.'],
    [{ secret: null }, 'secret must be text.'],
    [{ secret: '' }, 'secret must not be empty or undefined; omit it to accept every URL.'],
    [{ secret: ' \n' }, 'secret must not be empty or undefined; omit it to accept every URL.'],
    [{ secret: undefined }, 'secret must not be empty or undefined; omit it to accept every URL.'],
    [{ allowedAddresses: '52.88.246.140' }, 'allowedAddresses must be an array of IP addresses.'],
    [{ allowedAddresses: [1] }, 'allowedAddresses must be IP addresses as text.'],
    [{ allowedAddresses: [] }, 'allowedAddresses must not be empty; omit it to accept every address.'],
    [{ allowedAddresses: ['10.0.0.0/8'] }, 'allowedAddresses: "10.0.0.0/8" is not an IP address.'],
    [{ allowedAddresses: ['300.1.1.1'] }, 'allowedAddresses: "300.1.1.1" is not an IP address.'],
    [{ allowedAddresses: ['1.2.3'] }, 'allowedAddresses: "1.2.3" is not an IP address.'],
    [{ allowedAddresses: ['::zz'] }, 'allowedAddresses: "::zz" is not an IP address.'],
    [
      { allowedAddresses: ['x'.repeat(100_000)] },
      `allowedAddresses: "${'x'.repeat(64)}" is not an IP address.`,
    ],
    [{ trustProxy: -1 }, 'trustProxy must be true, false or the number of your proxies.'],
    [{ trustProxy: 1.5 }, 'trustProxy must be true, false or the number of your proxies.'],
    [{ trustProxy: '1' }, 'trustProxy must be true, false or the number of your proxies.'],
    [{ maxBytes: 0 }, 'maxBytes must be an integer of at least 1 (bytes).'],
    [{ maxBytes: '1024' }, 'maxBytes must be an integer of at least 1 (bytes).'],
    [{ maxBytes: Number.NaN }, 'maxBytes must be an integer of at least 1 (bytes).'],
    [{ maxBytes: Number.POSITIVE_INFINITY }, 'maxBytes must be an integer of at least 1 (bytes).'],
    [{ storeTimeout: 0 }, 'storeTimeout must be an integer from 1 to 2147483647 (milliseconds).'],
    [{ storeTimeout: 2 ** 31 }, 'storeTimeout must be an integer from 1 to 2147483647 (milliseconds).'],
    [{ storeTimeout: '5s' }, 'storeTimeout must be an integer from 1 to 2147483647 (milliseconds).'],
    [{ seen: new Map() }, 'seen must be an object with the functions has and add.'],
    [{ seen: true }, 'seen must be an object with the functions has and add.'],
    [{ seen: null }, 'seen must be an object with the functions has and add.'],
    [{ seen: { has: () => true } }, 'seen must be an object with the functions has and add.'],
  ])('%j', (options, message) => {
    expect(create(options)).toThrow(new ConfigurationError(message))
  })

  test.each([
    ['onMesage', 'Did you mean "onMessage"?'],
    ['onmessage', 'Did you mean "onMessage"?'],
    ['onReciept', 'Did you mean "onReceipt"?'],
    ['maxbyte', 'Did you mean "maxBytes"?'],
    ['trustProxies', 'Did you mean "trustProxy"?'],
    ['secrets', 'Did you mean "secret"?'],
    ['callback', 'Known are onMessage, onReceipt, onEvent, onError, secret, '],
    ['__proto__x', 'Known are onMessage'],
  ])('the unknown name %s', (name, advice) => {
    expect(create({ [name]: 'a value' })).toThrow(ConfigurationError)
    expect(create({ [name]: 'a value' })).toThrow(`Unknown option "${name}". ${advice}`)
    expect(create({ [name]: undefined })).toThrow(ConfigurationError)
    expect(create({ [name]: 'a value' })).not.toThrow('a value')
  })

  test('an unknown name of any length, in a short message', () => {
    const name = 'onMessage'.repeat(10_000)
    const error = (): unknown => create({ [name]: 1 })()
    expect(error).toThrow(ConfigurationError)
    expect(error).toThrow(/^.{1,300}$/)
  })

  test.each(['short', 'fifteen-letters', '   fifteen-letters   '])(
    'the secret %j, which is not told',
    (short) => {
      expect(create({ secret: short })).toThrow(
        new ConfigurationError('secret must have at least 16 characters; use 32 random ones or more.'),
      )
    },
  )
})

describe('options that may be given', () => {
  test.each<WebhookOptions>([
    {},
    { onMessage: undefined, onError: undefined, maxBytes: undefined, storeTimeout: undefined },
    { onMessage: () => {}, onReceipt: async () => {}, onEvent: () => {}, onError: () => {} },
    { secret },
    { secret: 'sixteen-letters-' },
    { allowedAddresses: ['127.0.0.1', '::1'], trustProxy: 2, clientAddress: () => null },
    { trustProxy: false },
    { trustProxy: 0 },
    { seen, storeTimeout: 1 },
    { seen: new Set() },
    { seen: Object.create(seen), storeTimeout: 2 ** 31 - 1 },
    { maxBytes: 1 },
  ])('%j', (options) => {
    expect(createWebhookHandler(options)).toBeTypeOf('function')
  })
})

describe('toNodeHandler', () => {
  const handler = createWebhookHandler({})
  test.each<[handler: unknown, options: unknown, message: string]>([
    [undefined, {}, 'handler must be a function.'],
    [{ onMessage: () => {} }, {}, 'handler must be a function.'],
    [handler, null, 'Options must be an object.'],
    [handler, { onError: 'x' }, 'onError must be a function.'],
    [handler, { onEror: () => {} }, 'Unknown option "onEror". Did you mean "onError"?'],
  ])('refuses %j with %j', (given, options, message) => {
    expect(() => toNodeHandler(given as WebhookHandler, options as NodeHandlerOptions)).toThrow(
      new ConfigurationError(message),
    )
  })
})

test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '10'])(
  'a memory store of %j keys is refused',
  (maxKeys) => {
    expect(() => memoryStore(maxKeys as number)).toThrow(
      new ConfigurationError('maxKeys must be an integer of at least 1.'),
    )
  },
)
