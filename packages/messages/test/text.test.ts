import { createClient, InvalidInputError } from '@flowroute/core'
import { createEmulator } from '@flowroute/emulator'
import { checkText, countSegments, Messages, toAscii } from '@flowroute/messages'
import { startServer } from '@flowroute/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accepted, messagesOf, openAccount, sent } from './support.ts'

/** How many texts the comparison with the emulator's charges takes; the figures in the README are of 10,000. */
const texts = Number(process.env['MESSAGES_RUNS'] ?? 300)

/** What people write: ASCII, what word processors make of it, accents, emoji, and any other character. */
const character = fc.oneof(
  { weight: 8, arbitrary: fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 60 }) },
  { weight: 3, arbitrary: fc.constantFrom(...'‘’“”„«»–—−…•\u00a0\u200b\u2028‹⁄') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('é', 'e\u0301', 'ß', 'Æ', 'Ł', 'Å', 'ế', '한', 'й', '😀', '\ud83d'),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 4 }) },
)
const anyText = fc.array(character, { maxLength: 60 }).map((parts) => parts.join(''))

describe('toAscii', () => {
  test.each([
    ['“Don’t wait…” – Anna', '"Don\'t wait..." - Anna'],
    ['1\u00a0000 • 5\u202fpm', '1 000 * 5 pm'],
    ['in\u200bvisible\ufeff', 'invisible'],
    ['‹a› « b » 1⁄2', '<a> " b " 1/2'],
    ['line\u2028break', 'line\nbreak'],
    ['plain ASCII ~\t\n', 'plain ASCII ~\t\n'],
    ['', ''],
    ['naïve 😀', 'naïve 😀'],
  ])('%j', (text, plain) => {
    expect(toAscii(text).text).toBe(plain)
  })

  test.each([
    ['Žluťoučký kůň', 'Zlutoucky kun'],
    ['Straße, Ærø, Łódź', 'Strasse, AEro, Lodz'],
    ['cafe\u0301 ế', 'cafe e'],
    ['한국 й 😀', '한국 й 😀'],
  ])('with accents: %j', (text, plain) => {
    expect(toAscii(text, { accents: true }).text).toBe(plain)
  })

  test('tells what it replaced, and what remains', () => {
    expect(toAscii('“😀”…é')).toEqual({
      text: '"😀"...é',
      replacements: [
        { character: '“', index: 0, replacement: '"' },
        { character: '”', index: 3, replacement: '"' },
        { character: '…', index: 4, replacement: '...' },
      ],
      remaining: [
        { character: '😀', index: 1 },
        { character: 'é', index: 7 },
      ],
    })
  })

  test('keeps ellipses where three dots would take more segments', () => {
    const text = `${'…'.repeat(69)}”`
    expect(countSegments(text).segments).toBe(1)
    expect(toAscii(text).text).toBe(`${'…'.repeat(69)}"`)
    expect(toAscii('…'.repeat(53)).text).toBe('.'.repeat(159))
  })

  test.each([false, true])(
    'never takes more segments, never changes ASCII, and is idempotent (accents: %s)',
    (accents) => {
      fc.assert(
        fc.property(anyText, (text) => {
          const result = toAscii(text, { accents })
          expect(countSegments(result.text).segments).toBeLessThanOrEqual(countSegments(text).segments)
          expect(toAscii(result.text, { accents }).text).toBe(result.text)
          // What it says of the text is true: the replacements, made by hand, give the result.
          let rebuilt = ''
          let end = 0
          for (const { character, index, replacement } of result.replacements) {
            expect(text.slice(index, index + character.length)).toBe(character)
            rebuilt += text.slice(end, index) + replacement
            end = index + character.length
          }
          expect(rebuilt + text.slice(end)).toBe(result.text)
          // A letter before combining marks is replaced with them; it stays the letter it is.
          expect(result.replacements.filter(({ character }) => !/\P{ASCII}/u.test(character))).toEqual([])
          const remaining = result.remaining.map(({ character, index }) => {
            expect(result.text.slice(index, index + character.length)).toBe(character)
            return character
          })
          expect([...result.text].filter((one) => /\P{ASCII}/u.test(one))).toEqual(remaining)
        }),
        { numRuns: 2_000 },
      )
      fc.assert(
        fc.property(fc.string({ unit: 'binary-ascii', maxLength: 500 }), (text) => {
          expect(toAscii(text, { accents })).toEqual({ text, replacements: [], remaining: [] })
        }),
      )
    },
  )
})

describe('checkText', () => {
  test('names the characters that force UCS-2, with their positions', () => {
    expect(checkText('It’s 😀', { pricePerSegment: 0.004 })).toEqual({
      segments: 1,
      encoding: 8,
      characters: 7,
      charactersPerSegment: 70,
      cost: 0.004,
      nonAscii: [
        { character: '’', index: 2 },
        { character: '😀', index: 5 },
      ],
    })
  })

  test('multiplies the price by the segments, to the nanodollar', () => {
    expect(checkText('a'.repeat(161), { pricePerSegment: 0.004 })).toMatchObject({ segments: 2, cost: 0.008 })
    expect(checkText('é'.repeat(141), { pricePerSegment: 0.0011 })).toMatchObject({
      segments: 3,
      cost: 0.0033,
    })
    expect(checkText('', { pricePerSegment: 1 }).cost).toBe(0)
    expect(checkText('hello').cost).toBeUndefined()
  })

  test.each([[-1], [Number.NaN], ['0.004']])('refuses the price %j', (pricePerSegment) => {
    expect(() => checkText('hello', { pricePerSegment: pricePerSegment as number })).toThrow(
      'pricePerSegment must be a number from 0, in USD',
    )
  })

  test.each([[checkText], [toAscii]])('refuses what is not a text', (check) => {
    expect(() => check(42 as unknown as string)).toThrow(InvalidInputError)
  })

  test('agrees with what the emulator charges', async () => {
    const emulator = createEmulator({ accessKey: 'a', secretKey: 'b' })
    const client = createClient({ accessKey: 'a', secretKey: 'b', fetch: emulator.fetch })
    const { data } = await client.request<{ data: { id: string }[] }>({
      path: '/v2/numbers/available',
      query: { limit: 1 },
    })
    const from = data[0]?.id ?? ''
    await client.request({ method: 'POST', path: `/v2/numbers/${from}` })
    const messages = new Messages(client)
    const { id } = await messages.send({ to: '12065550123', from, body: 'one segment' })
    const pricePerSegment = (await messages.get(id)).amountNanodollars / 1e9

    await fc.assert(
      fc.asyncProperty(
        anyText.filter((text) => text.trim() !== '' && text.length <= 1_500),
        async (body) => {
          const sent = await messages.send({ to: '12065550123', from, body })
          const { amountNanodollars, messageEncoding } = await messages.get(sent.id)
          const { cost, encoding } = checkText(body, { pricePerSegment })
          expect([Math.round((cost ?? 0) * 1e9), encoding]).toEqual([amountNanodollars, messageEncoding])
        },
      ),
      { numRuns: texts },
    )
  }, 300_000)
})

describe('send with ascii: true', () => {
  const message = { to: '12061232634', from: '12012673227', body: '“It’s 😀”' }

  test('sends the plain text', async () => {
    await using server = await startServer([accepted])
    const { messages } = messagesOf(server)
    await messages.send({ ...message, ascii: true })
    await messages.send({ ...message, ascii: false })
    const bodies = server.requests.map((request) => sent(request)['body'])
    const attributes = { to: '12061232634', from: '12012673227' }
    expect(bodies).toEqual([
      { data: { type: 'message', attributes: { ...attributes, body: '"It\'s 😀"' } } },
      { data: { type: 'message', attributes: { ...attributes, body: '“It’s 😀”' } } },
    ])
  })

  test('is found by the message as it was given', async () => {
    await using account = await openAccount()
    const { messages } = messagesOf(account.emulator)
    const own = { ...message, from: account.from, ascii: true }
    const { id } = await messages.send(own)
    const found = await messages.findSent({ ...own, since: '2026-01-01' })
    expect(found.map((record) => record.id)).toEqual([id])
    expect(await messages.findSent({ ...own, ascii: false, since: '2026-01-01' })).toEqual([])
  })
})
