import { InvalidInputError } from '@flowroute/core'
import { createWebhookHandler, parseWebhook, type WebhookOptions } from '@flowroute/webhooks'
import { describe, expect, test } from 'vitest'
import { smsResource } from './payloads.ts'
import { json } from './servers.ts'

const deep = (count: number): string => `${'['.repeat(count)}${']'.repeat(count)}`
const sms = JSON.stringify({ data: smsResource })

async function answerTo(
  body: string,
  options: WebhookOptions = {},
): Promise<{ status: number; text: string }> {
  const handler = createWebhookHandler({ onMessage: () => {}, onEvent: () => {}, ...options })
  const answer = await handler(new Request('https://example.com/', { method: 'POST', headers: json, body }))
  return { status: answer.status, text: await answer.text() }
}

describe('deep nesting', () => {
  test.each([10_000, 50_000])('of %d levels in an attribute does not matter', async (levels) => {
    const text = sms.replace('false', deep(levels))
    expect(parseWebhook(text)).toMatchObject({ type: 'message.received', isMms: false })
    expect((await answerTo(text)).status).toBe(200)
  })

  test.each([
    ['[', ']'],
    ['{"data":', '}'],
    ['{"body":', '}'],
    ['{"id":', '}'],
    ['{"included":', '}'],
    ['{"attributes":', '}'],
    ['{"__proto__":', '}'],
    ['{"id":"a","type":"message","from":', ',"to":"1"}'],
  ])('of %s is refused', async (before, after) => {
    for (const text of [`${before.repeat(50_000)}1${after.repeat(50_000)}`, before.repeat(50_000)]) {
      expect(() => parseWebhook(text)).toThrow(InvalidInputError)
      const { status, text: reason } = await answerTo(text, { maxBytes: 10_000_000 })
      expect(status).toBe(400)
      expect(reason.length).toBeLessThan(200)
    }
  })

  test('of text within text is refused', () => {
    const text = Array.from({ length: 10 }).reduce<string>((inner) => JSON.stringify(inner), sms)
    expect(() => parseWebhook(text)).toThrow(InvalidInputError)
  })

  test('of a value that was parsed already does not matter', () => {
    expect(parseWebhook(JSON.parse(sms.replace('false', deep(50_000))))).toMatchObject({ isMms: false })
  })
})

describe('size', () => {
  // As many as the limit of 1 MiB admits.
  const keys = Array.from({ length: 90_000 }, (_, index) => `"k${index}":1`).join()

  test('of as many attributes as there can be does not matter', async () => {
    const ids: unknown[] = []
    const text = sms.replace('"attributes":{', `"attributes":{${keys},`)
    const options = { onMessage: (message: { id: unknown }) => ids.push(message.id) }
    expect((await answerTo(text, options)).status).toBe(200)
    expect(ids).toEqual(['mdr2-sms'])
  })

  test('of as many properties as there can be is refused in a short message', async () => {
    const answer = { status: 400, text: 'Invalid input: id is missing.\n' }
    expect(await answerTo(`{${keys}}`)).toEqual(answer)
  })

  test('of a million keys in all does not matter', async () => {
    const text = sms.replace('false', `[${'{"k":1},'.repeat(999_999)}{"k":1}]`)
    expect((await answerTo(text, { maxBytes: 10_000_000 })).status).toBe(200)
  })

  test('of tens of thousands of files is read', () => {
    const ids = Array.from({ length: 50_000 }, (_, index) => ({ type: 'media', id: `m${index}` }))
    const relationships = { media: { data: ids } }
    const event = parseWebhook({ data: { ...smsResource, relationships }, included: [...ids].reverse() })
    expect(event).toMatchObject({ media: { length: ids.length } })
  })

  test('of a text does not matter', async () => {
    for (const character of ['a', ' ', '+', '9', '.', '\\n']) {
      const long = character.repeat(100_000)
      for (const name of [
        'body',
        'timestamp',
        'amount_nanodollars',
        'is_mms',
        'from',
        'status',
        'message_type',
      ]) {
        const text = sms.replace(
          /"attributes":\{.*?\}/,
          `"attributes":{"from":"1","to":"2","${name}":"${long}x"}`,
        )
        expect((await answerTo(text)).status).toBe(200)
      }
    }
  })

  /** Counts how often a payload is looked into. */
  function counted(payload: object): { payload: object; reads(): number } {
    let reads = 0
    const handler: ProxyHandler<object> = {
      get(target, name, receiver) {
        reads += 1
        const value: unknown = Reflect.get(target, name, receiver)
        return typeof value === 'object' && value !== null ? new Proxy(value, handler) : value
      },
      getOwnPropertyDescriptor(target, name) {
        reads += 1
        return Reflect.getOwnPropertyDescriptor(target, name)
      },
    }
    return { payload: new Proxy(payload, handler), reads: () => reads }
  }

  test('costs nothing per attribute, and the same per file', () => {
    const readsOf = (attributes: number, files: number): number => {
      const extra = Object.fromEntries(Array.from({ length: attributes }, (_, index) => [`k${index}`, 1]))
      const media = Array.from({ length: files }, (_, index) => ({
        type: 'media',
        id: `m${index}`,
        attributes: {},
      }))
      const { payload, reads } = counted({
        data: {
          ...smsResource,
          attributes: { ...smsResource.attributes, ...extra },
          relationships: { media: { data: media } },
        },
        included: media,
      })
      parseWebhook(payload)
      return reads()
    }
    expect(readsOf(1_000, 0)).toBe(readsOf(0, 0))
    const perThousand = readsOf(0, 2_000) - readsOf(0, 1_000)
    expect(perThousand).toBeGreaterThan(0)
    expect(readsOf(0, 4_000) - readsOf(0, 3_000)).toBe(perThousand)
  })

  test('over the limit is refused before anything is parsed', async () => {
    const text = 'not JSON'
    expect((await answerTo(text, { maxBytes: text.length - 1 })).status).toBe(413)
    expect((await answerTo(text, { maxBytes: text.length })).status).toBe(400)
  })
})

describe('property names', () => {
  test('of prototypes find nothing and change nothing', () => {
    const text = `{"__proto__":{"polluted":1},"id":"a","type":"__proto__","constructor":{"prototype":{"polluted":1}}}`
    expect(parseWebhook(text)).toMatchObject({ type: 'unknown', wireType: '__proto__' })
    expect(() => parseWebhook('{"__proto__":{"id":"a","type":"message","from":"1","to":"2"}}')).toThrow(
      'id is missing',
    )
    expect({}).not.toHaveProperty('polluted')
  })
})

test('an object that contains itself is read', () => {
  const circle: Record<string, unknown> = { ...smsResource }
  circle['data'] = circle['attributes_'] = circle
  expect(parseWebhook(circle)).toMatchObject({ id: 'mdr2-sms' })
  const wrapper: Record<string, unknown> = {}
  wrapper['body'] = wrapper['data'] = wrapper
  expect(() => parseWebhook(wrapper)).toThrow(InvalidInputError)
})
