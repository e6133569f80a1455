import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NewPortOrder, Porting } from '../src/index.ts'
import { failureOf, newOrder, order, scripted } from './support.ts'

type Call = (porting: Porting) => PromiseLike<unknown>
type Issue = [field: string, message: string]

/** What the types of TypeScript do not allow. */
const wrong = <T>(value: unknown): T => value as T

const required = 'is required'
const numberRule = 'must be a phone number such as 12065550100, +12065550100 or (206) 555-0100'
const numberInQuotes = "must be a text: write the number in quotes, such as '12065550100'"
const aText = 'must be a text of 1 to 1000 characters'
const orderRule = 'must be the id of a port order as text, such as "42361"'
const bytes = new Uint8Array([1])
const loa = { id: '1', numbers: ['2065550100'] }
const signature = { signatureName: 'Ada Example', signatureTitle: 'Owner' }

/** The call fails with exactly these problems, and sends nothing. */
async function expectRefused(call: Call, ...issues: Issue[]): Promise<void> {
  const { porting, requests } = await scripted()
  expect(await failureOf(call(porting))).toMatchObject({
    name: 'InvalidInputError',
    issues: issues.map(([field, message]) => ({ field, message })),
    outcome: 'not-sent',
    attempts: 0,
  })
  expect(requests).toHaveLength(0)
}

const create =
  (change: object): Call =>
  (porting) =>
    porting.create(wrong<NewPortOrder>({ ...newOrder, ...change }))

describe('create', () => {
  it('reports every missing field in one error', () =>
    expectRefused(
      (porting) => porting.create(wrong({})),
      ['numbers', required],
      ['billingName', required],
      ['street', required],
      ['city', required],
      ['state', required],
      ['zip', required],
      ['country', required],
      ['provider', required],
    ))

  it.each<[change: object, ...issues: Issue[]]>([
    [{ numbers: [] }, ['numbers', 'must have one phone number at least']],
    [{ numbers: '12065550100' }, ['numbers', 'must be a list of phone numbers']],
    [
      { numbers: ['12065550100', '555-0100', 12_065_550_101] },
      ['numbers.1', numberRule],
      ['numbers.2', numberInQuotes],
    ],
    [{ numbers: ['12065550100', '(206) 555-0100'] }, ['numbers', 'must not have a number twice']],
    [{ billingName: 'Ada' }, ['billingName', 'must be a first and a last name']],
    [
      { street: 'P.O. Box 12', street2: 'Post Office Box 1' },
      ['street', 'must be a street with its house number, not a PO box'],
      ['street2', 'must be a street with its house number, not a PO box'],
    ],
    [
      { state: 'Washington', country: 'MX' },
      ['state', 'must have two letters'],
      ['country', 'must be US or CA'],
    ],
    [{ zip: 98_101 }, ['zip', 'must be a text of 1 to 20 characters']],
    [{ last4Ssn: '123-45-6789' }, ['last4Ssn', 'must have four digits']],
    [{ desiredCompletionDate: '07/12/2018' }, ['desiredCompletionDate', 'must be a day such as 2026-01-31']],
    [{ desiredCompletionDate: '2018-02-30' }, ['desiredCompletionDate', 'must be a day such as 2026-01-31']],
    [
      { billingAddress: { country: 'UK', town: 'a' } },
      ['billingAddress.country', 'must be US or CA'],
      ['billingAddress.town', 'is not known'],
    ],
    [{ billingNumber: '555-0100' }, ['billingNumber', numberRule]],
    [{ loaDetails: { email: 'ada' } }, ['loaDetails.email', 'must be a mail address']],
    [{ statusUrl: 'app.example' }, ['statusUrl', 'must be an absolute http or https URL']],
    [{ enableCnamLookups: 'yes' }, ['enableCnamLookups', 'must be true or false']],
    [
      { presets: { primaryRouteId: 98_396 } },
      ['presets.primaryRouteId', 'must be the id of a route as text, such as "98396"'],
    ],
    [
      { numbers: ['18005550100', '18885550100'], presets: { cnamId: '6272' } },
      ['presets.cnamId', 'is for local numbers only'],
    ],
    [
      { phoneNumbers: ['12065550100'], carrier: 'a', callbackUrl: 'b', billing_name: 'c' },
      ['phoneNumbers', 'is not known; did you mean numbers?'],
      ['carrier', 'is not known; did you mean provider?'],
      ['callbackUrl', 'is not known; did you mean statusUrl?'],
      ['billing_name', 'is not known; did you mean billingName?'],
    ],
  ])('refuses %j', (change, ...issues) => expectRefused(create(change), ...issues))

  it('allows a caller name when only some of the numbers are toll-free', async () => {
    const { porting, requests } = await scripted([{ body: { data: order() } }])
    await porting.create({
      ...newOrder,
      numbers: ['18005550100', '12065550100'],
      presets: { cnamId: '6272' },
    })
    expect(requests).toHaveLength(1)
  })

  it('sends any way of writing a number with its plus sign, and leaves its input alone', async () => {
    const { porting, requests } = await scripted([{ body: { data: { portable: [] } } }])
    const digits = fc.tuple(
      fc.constantFrom('206', '425', '800'),
      fc.integer({ min: 200, max: 999 }).filter((exchange) => exchange % 100 !== 11),
      fc.integer({ min: 1_000, max: 9_999 }),
    )
    const written = fc.constantFrom<(a: string, b: number, c: number) => string>(
      (a, b, c) => `(${a}) ${b}-${c}`,
      (a, b, c) => `+1${a}${b}${c}`,
      (a, b, c) => `1-${a}-${b}-${c}`,
      (a, b, c) => `${a}.${b}.${c}`,
    )
    await fc.assert(
      fc.asyncProperty(digits, written, async ([area, exchange, line], write) => {
        const numbers = Object.freeze([write(area, exchange, line)])
        await porting.checkPortability(numbers)
        expect(requests.at(-1)?.json).toStrictEqual({ numbers: [`+1${area}${exchange}${line}`] })
      }),
      { numRuns: 50 },
    )
  })
})

describe.each<{ method: string; call(given: string): Call }>([
  { method: 'get', call: (given) => (porting) => porting.get(given) },
  { method: 'getStatus', call: (given) => (porting) => porting.getStatus(given) },
  { method: 'updatePresets', call: (given) => (porting) => porting.updatePresets(given, { alias: 'a' }) },
  { method: 'updateDetails', call: (given) => (porting) => porting.updateDetails(given, { zip: '98104' }) },
  {
    method: 'changeNumbers',
    call: (given) => (porting) => porting.changeNumbers(given, { add: ['12065550100'] }),
  },
  { method: 'cancel', call: (given) => (porting) => porting.cancel(given) },
  { method: 'getLoa', call: (given) => (porting) => porting.getLoa(given) },
  {
    method: 'uploadDocument',
    call: (given) => (porting) => porting.uploadDocument(given, { filename: 'a', content: bytes }),
  },
  {
    method: 'addDocumentFromUrl',
    call: (given) => (porting) => porting.addDocumentFromUrl(given, 'https://a.example'),
  },
  { method: 'listDocuments', call: (given) => (porting) => porting.listDocuments(given) },
  { method: 'downloadDocument', call: (given) => (porting) => porting.downloadDocument(given, '0') },
  { method: 'watch', call: (given) => (porting) => porting.watch(given) },
])('$method', ({ call }) => {
  it.each(['', ' ', '..', 42_361, null, { id: 42_361 }])('refuses %j as an order', (given) =>
    expectRefused(call(wrong(given)), ['order', orderRule]),
  )

  it.each([undefined, {}])('asks for the order', (given) =>
    expectRefused(call(wrong(given)), ['order', required]),
  )
})

describe('an order in a state that does not allow the change is refused', () => {
  const in_ = (status: string) => ({ id: '42361', status })
  const beforeEnd = ['pending', 'processing', 'submitted', 'accepted', 'rejected', 'review']
  const waiting = ['pending', 'rejected']
  const all = [...beforeEnd, 'completed', 'canceled', 'abandoned', 'hard_canceled', 'processing_abandoned']

  it.each<{ method: string; allowed: string[]; call(status: string): Call }>([
    {
      method: 'updatePresets',
      allowed: beforeEnd,
      call: (status) => (porting) => porting.updatePresets(in_(status), { alias: 'a' }),
    },
    {
      method: 'updateDetails',
      allowed: waiting,
      call: (status) => (porting) => porting.updateDetails(in_(status), { zip: '98104' }),
    },
    {
      method: 'changeNumbers',
      allowed: ['pending'],
      call: (status) => (porting) => porting.changeNumbers(in_(status), { add: ['12065550100'] }),
    },
    { method: 'cancel', allowed: waiting, call: (status) => (porting) => porting.cancel(in_(status)) },
    {
      method: 'signLoa',
      allowed: ['pending'],
      call: (status) => (porting) => porting.signLoa(in_(status), { ...loa, id: '42361' }, signature),
    },
    {
      method: 'uploadDocument',
      allowed: waiting,
      call: (status) => (porting) =>
        porting.uploadDocument(in_(status), { filename: 'a', content: bytes }, { retries: 0 }),
    },
    {
      method: 'addDocumentFromUrl',
      allowed: waiting,
      call: (status) => (porting) => porting.addDocumentFromUrl(in_(status), 'https://a.example'),
    },
  ])('by $method', async ({ call, allowed }) => {
    const { porting } = await scripted([{ status: 422, body: {} }])
    for (const status of all) {
      const error = await failureOf(call(status)(porting))
      if (allowed.includes(status))
        expect([status, error.name]).toStrictEqual([status, 'UnprocessableEntityError'])
      else {
        expect(error).toMatchObject({
          field: 'order',
          message: `Invalid input: order is ${status}; this needs ${allowed.join(' or ')}.`,
        })
      }
    }
    // A state that is new, or spelt as people read it.
    expect((await failureOf(call('on_hold')(porting))).name).toBe('UnprocessableEntityError')
    expect((await failureOf(call('Hard Cancelled')(porting))).message).toContain('order is hard_canceled')
  })
})

it.each<[what: string, call: Call, ...issues: Issue[]]>([
  [
    'checkPortability without numbers',
    (porting) => porting.checkPortability([]),
    ['numbers', 'must have one phone number at least'],
  ],
  [
    'checkPortability of nothing',
    (porting) => porting.checkPortability(wrong(undefined)),
    ['numbers', required],
  ],
  [
    'getGroupStatus of a number',
    (porting) => porting.getGroupStatus(wrong(38_697)),
    ['groupId', 'must be the id of a group of port orders as text, such as "38697"'],
  ],
  [
    'addToGroup with all wrong',
    (porting) => porting.addToGroup('', ['1']),
    ['groupId', 'must be the id of a group of port orders as text, such as "38697"'],
    ['numbers.0', numberRule],
  ],
  [
    'updatePresets with all wrong',
    (porting) => porting.updatePresets('', { cnamId: wrong(1), alias: '' }),
    ['order', orderRule],
    ['cnamId', 'must be the id of a caller name as text, such as "6272"'],
    ['alias', aText],
  ],
  [
    'updatePresets without a change',
    (porting) => porting.updatePresets('1', {}),
    ['changes', 'must change something'],
  ],
  [
    'updateDetails without a change',
    (porting) => porting.updateDetails('1', {}),
    ['changes', 'must change something'],
  ],
  [
    'updateDetails of what has a method of its own',
    (porting) => porting.updateDetails('1', wrong({ numbers: [], presets: {} })),
    ['numbers', 'is not known; did you mean changeNumbers?'],
    ['presets', 'is not known; did you mean updatePresets?'],
  ],
  [
    'updateDetails with a PO box',
    (porting) => porting.updateDetails('1', { street: 'PO Box 1' }),
    ['street', 'must be a street with its house number, not a PO box'],
  ],
  [
    'changeNumbers without a change',
    (porting) => porting.changeNumbers('1', { add: [] }),
    ['changes', 'must change something'],
  ],
  [
    'changeNumbers of one number both ways',
    (porting) => porting.changeNumbers('1', { add: ['12065550100'], remove: ['(206) 555-0100'] }),
    ['changes', 'must not both add and remove +12065550100'],
  ],
  [
    'signLoa with all wrong',
    (porting) => porting.signLoa('', wrong({}), { signatureName: 'Ada', signatureTitle: '' }),
    ['order', orderRule],
    ['loa', 'must be a letter that getLoa gave'],
    ['signatureName', 'must be a first and a last name'],
    ['signatureTitle', aText],
  ],
  [
    'signLoa with the letter of another order',
    (porting) => porting.signLoa('2', loa, signature),
    ['loa', 'is that of the port order 1'],
  ],
  [
    'signLoa with other names',
    (porting) => porting.signLoa('1', loa, wrong({ name: 'Ada Example', title: 'Owner' })),
    ['signatureName', required],
    ['signatureTitle', required],
    ['name', 'is not known; did you mean signatureName?'],
    ['title', 'is not known; did you mean signatureTitle?'],
  ],
  [
    'uploadDocument with all wrong',
    (porting) => porting.uploadDocument('', { filename: '', content: wrong('text'), size: 1.5 }),
    ['order', orderRule],
    ['filename', aText],
    ['content', 'must be a Blob, bytes or a stream'],
    ['size', 'must be a number of bytes'],
  ],
  [
    'uploadDocument of bytes with another size',
    (porting) => porting.uploadDocument('1', { filename: 'a', content: bytes, size: 2 }),
    ['size', 'is 2, but the content has 1 bytes'],
  ],
  [
    'uploadDocument of a Blob with another size',
    (porting) => porting.uploadDocument('1', { filename: 'a', content: new Blob([bytes]), size: 2 }),
    ['size', 'is 2, but the content has 1 bytes'],
  ],
  [
    'addDocumentFromUrl with all wrong',
    (porting) => porting.addDocumentFromUrl('', 'ftp://a.example', { filename: ' ' }),
    ['order', orderRule],
    ['url', 'must be an absolute http or https URL'],
    ['filename', aText],
  ],
  [
    'downloadDocument with all wrong',
    (porting) => porting.downloadDocument('', wrong(0), { maxBytes: -1 }),
    ['order', orderRule],
    ['documentId', 'must be the id of a document as text, such as "0"'],
    ['maxBytes', 'must be a number of bytes'],
  ],
  [
    'watch with all wrong',
    (porting) =>
      porting.watch(
        '',
        wrong({
          until: 'completed',
          timeout: -1,
          signal: {},
          interval: { base: '1', maximum: 2 },
          maxFailures: 0.5,
          abort: 1,
        }),
      ),
    ['order', orderRule],
    ['until', 'must be a list of states or a function'],
    ['timeout', 'must be a number of milliseconds'],
    ['signal', 'must be an AbortSignal'],
    ['interval.base', 'must be a number of milliseconds'],
    ['interval.maximum', 'is not known'],
    ['maxFailures', 'must be an integer from 0'],
    ['abort', 'is not known'],
  ],
  [
    'watch with two signals',
    (porting) =>
      porting.watch('1', { signal: new AbortController().signal }, { signal: new AbortController().signal }),
    ['signal', 'is given twice'],
  ],
  [
    'list with unknown options',
    (porting) => porting.list(wrong({ limit: 5, created_after: '2026-01-01', number: 'a' })),
    ['limit', 'is not known; did you mean pageSize?'],
    ['created_after', 'is not known; did you mean createdAfter?'],
    ['number', 'is not known; did you mean numbers?'],
  ],
  [
    'list with filters that cannot be right',
    (porting) =>
      porting.list({ numbers: ['1'], completionDate: 'soon', createdAfter: 'then', status: wrong(1) }),
    ['numbers.0', numberRule],
    ['status', aText],
    ['completionDate', 'must be a day such as 2026-01-31'],
    ['createdAfter', 'must be a Date, or a time such as 2026-01-31'],
  ],
  [
    'list with a page over 200',
    (porting) => porting.list({ pageSize: 201 }),
    ['pageSize', 'must be an integer from 1 to 200'],
  ],
])('refuses %s', (_, call, ...issues) => expectRefused(call, ...issues))
