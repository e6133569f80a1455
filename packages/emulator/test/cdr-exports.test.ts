import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { createEmulator, type Emulator } from '../src/index.ts'
import { buyOne, type Call, callerOf, expectError, setUp } from './support.ts'
import { setUpPosts } from './webhook-support.ts'

const base = '/v2/cdrs/exports'
const month = { start_call_start_time: '2025-12-01 00:00:00', start_call_end_time: '2026-01-01T00:00:00Z' }

/** Asks for an export; gives its id. */
async function request(call: Call, filters: object = {}, more: object = {}): Promise<string> {
  const attributes = { ...more, filter_parameters: { ...month, ...filters } }
  const { status, data, text } = await call('POST', base, {
    json: { data: { type: 'cdrexport', attributes } },
  })
  expect(status, text).toBe(201)
  return data.id
}

type Row = Record<string, string>

/** The rows of a completed export. */
async function rowsOf(emulator: Emulator, call: Call, id: string): Promise<Row[]> {
  const { data } = await call('GET', `${base}/${id}`)
  const file = await emulator.fetch(data.attributes['download_url'] as string)
  expect(file.status).toBe(200)
  const text = gunzipSync(Buffer.from(await file.arrayBuffer())).toString()
  const [header = '', ...lines] = text.trimEnd().split('\n')
  const names = header.split(',')
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, index) => [names[index], value])))
}

/** An account with a long code and a toll-free number. */
async function setUpAccount() {
  const { emulator, call } = setUp()
  const numbers = [await buyOne(call, '&state=WA'), await buyOne(call, '&number_type=toll-free')]
  await call('PATCH', `/v2/numbers/${numbers[0]}`, { json: { alias: 'Office Line 2' } })
  const exported = async (filters: object = {}): Promise<Row[]> => {
    const id = await request(call, filters)
    emulator.cdrExports.complete(id)
    return rowsOf(emulator, call, id)
  }
  return { emulator, call, numbers, exported }
}

describe('an export', () => {
  test('is processed at first', async () => {
    const { call } = setUp()
    const attributes = {
      callback_url: 'https://hooks.example.com/',
      filter_parameters: { ...month, caller_ip: '1.2.3.4' },
    }
    const { status, body } = await call('POST', base, { json: { data: { type: 'cdrexport', attributes } } })
    const filters = {
      start_call_start_time: '2025-12-01T00:00:00+00:00',
      start_call_end_time: '2026-01-01T00:00:00+00:00',
      caller_ip: '1.2.3.4',
    }
    expect(status).toBe(201)
    const { data } = body as { data: { id: string } }
    expect(body).toEqual({
      data: {
        type: 'cdrexport',
        id: expect.stringMatching(/^\d+$/),
        links: { self: `https://api.flowroute.com/v2/cdrs/exports/${data.id}` },
        attributes: {
          billed_minutes: null,
          call_subtotal: null,
          callback_url: 'https://hooks.example.com/',
          ccrf: null,
          cnamlookup_fees: null,
          connect_fees: null,
          created_at: '2026-01-15T17:00:00+00:00',
          download_url: null,
          expires_at: null,
          filter_parameters: filters,
          num_calls: null,
          requested_at: '2026-01-15T17:00:00+00:00',
          status: 'processing',
          total_cost: null,
          usf_fees: null,
          ...filters,
        },
      },
    })
    expect((await call('GET', `${base}/${data.id}`)).body).toEqual(body)
  })

  test('is completed after a minute, and its file can be had for three days', async () => {
    const { emulator, call } = await setUpAccount()
    const id = await request(call)
    emulator.clock.advance(59_999)
    expect((await call('GET', `${base}/${id}`)).data.attributes['status']).toBe('processing')
    emulator.clock.advance(1)
    const { attributes } = (await call('GET', `${base}/${id}`)).data
    expect(attributes).toMatchObject({ status: 'completed', expires_at: '2026-01-18T17:01:00+00:00' })
    const url = attributes['download_url'] as string
    expect(url).toContain('X-Amz-Expires=259200')
    emulator.clock.advance(3 * 24 * 3_600_000 - 1)
    expect((await emulator.fetch(url)).status).toBe(200)
    emulator.clock.advance(1)
    const late = await emulator.fetch(url)
    expect([late.status, await late.text()]).toEqual([403, expect.stringContaining('Request has expired')])
  })

  test('fails when its tags say so, or by hand', async () => {
    const { emulator, call } = await setUpAccount()
    const ids = [await request(call, { custom_x_tags: ['emulator:fail'] }), await request(call)]
    emulator.cdrExports.fail(ids[1] as string)
    emulator.clock.advance(60_000)
    for (const id of ids) {
      const { attributes } = (await call('GET', `${base}/${id}`)).data
      expect(attributes).toMatchObject({
        status: 'failed',
        download_url: null,
        total_cost: null,
        expires_at: null,
      })
    }
    const refusal = new RangeError(`there is no CDR export ${ids[0]} that is processed`)
    expect(() => emulator.cdrExports.complete(ids[0] as string)).toThrow(refusal)
  })

  test('is told of at its callback', async () => {
    const { emulator, call, posts, pass } = setUpPosts()
    const more = { callback_url: 'https://hooks.example.com/cdr' }
    const ids = [
      await request(call, {}, more),
      await request(call, { custom_x_tags: ['emulator:fail'] }, more),
    ]
    await pass(60_000)
    expect(posts.map(({ json }) => json)).toMatchObject([
      {
        data: {
          type: 'cdr_status_change',
          attributes: {
            event_type: 'status_change',
            message: `CDR export #${ids[0]} has been completed.`,
            resource_id: ids[0],
            resource_type: 'cdrexports',
            status: 'completed',
            url_override: more.callback_url,
          },
        },
      },
      { data: { attributes: { message: `CDR export #${ids[1]} has failed.`, status: 'failed' } } },
    ])
    expect(emulator.deliveries()).toHaveLength(2)
  })

  test('can be completed and failed over HTTP', async () => {
    const { call } = setUp()
    for (const [action, state] of [
      ['complete', 'completed'],
      ['fail', 'failed'],
    ]) {
      const id = await request(call)
      const path = `/__emulator/cdr-exports/${id}/${action}`
      expect((await call('POST', path)).status).toBe(204)
      expect((await call('GET', `${base}/${id}`)).data.attributes['status']).toBe(state)
      expectError(await call('POST', path), 422, `there is no CDR export ${id} that is processed`)
    }
    expectError(await call('POST', '/__emulator/cdr-exports/1/fail'), 404, 'on your account')
  })

  test.each<[object, string]>([
    [{}, 'filter_parameters is required'],
    [{ filter_parameters: {} }, 'start_call_start_time is required.'],
    [{ filter_parameters: { ...month, start_call_end_time: 'soon' } }, 'start_call_end_time must be a date'],
    [{ filter_parameters: { ...month, start_call_end_time: '2025-12-01' } }, 'must be later than'],
    [{ filter_parameters: { ...month, number_aliases: 'x' } }, 'number_aliases must be an array of strings.'],
    [{ filter_parameters: { ...month, duration_greater_than: 'x' } }, 'must be a number of seconds.'],
    [{ filter_parameters: month, callback_url: 'x' }, 'callback_url must be an absolute'],
  ])('%j is refused', async (json, detail) => {
    const { call } = setUp()
    expectError(await call('POST', base, { json }), 422, detail)
  })

  test('one that is not there is a 404', async () => {
    const { call } = setUp()
    expectError(await call('GET', `${base}/1`), 404, 'on your account')
  })
})

describe('the list', () => {
  test('has integer ids, each element wrapped, and links to an internal host', async () => {
    const { emulator, call } = setUp()
    const ids = [await request(call), await request(call), await request(call)]
    emulator.cdrExports.complete(ids[0] as string)
    const { body, list } = await call('GET', `${base}?limit=2`)
    const wrapped = list as unknown as { data: { id: number; attributes: object } }[]
    expect(wrapped.map(({ data }) => data.id)).toEqual([Number(ids[2]), Number(ids[1])])
    expect(wrapped[0]?.data.attributes).not.toHaveProperty('start_call_start_time')
    expect(body).toMatchObject({
      links: {
        self: 'http://cdr-api/cdrs/exports?offset=0&limit=2',
        next: 'http://cdr-api/cdrs/exports?offset=2&limit=2',
      },
    })
    const completed = (await call('GET', `${base}?status=completed`)).list as unknown as typeof wrapped
    expect(completed.map(({ data }) => data.id)).toEqual([Number(ids[0])])
    expectError(await call('GET', `${base}?status=x`), 422, 'status must be one of')
    expectError(await call('GET', `${base}?limit=201`), 422, 'limit must be')
  })
})

describe('the file', () => {
  test('has the documented columns and forms', async () => {
    const { exported, numbers } = await setUpAccount()
    const rows = await exported()
    expect(rows.length).toBeGreaterThan(50)
    const forms: Record<string, RegExp> = {
      direction: /^(Inbound|Outbound)$/,
      start_time: /^2025-12-\d\d \d\d:\d\d:\d\d\+00$/,
      end_time: /^202[56]-\d\d-\d\d \d\d:\d\d:\d\d\+00$/,
      destination: /^1\d{10}$/,
      number_alias: /^(Office Line 2)?$/,
      callerid: /^\+1\d{10}$/,
      total_cost: /^\d+\.\d{8}$/,
      destination_name: /^UNITED STATES( - TOLL FREE)?$/,
      callerid_country: /^(UNITED STATES|N\/A)$/,
      line_information: /^(61)?$/,
      result: /^(completed|failed)$/,
      call_fail_sip_code: /^(200|404|486|487)$/,
      call_fail_reason: /^[A-Z][A-Za-z ]+$/,
      duration: /^\d+$/,
      billed_duration: /^\d+$/,
      rate: /^\d\.\d{6}$/,
      first_increment: /^6$/,
      subsequent_increment: /^6$/,
      cost_subtotal: /^\d+\.\d{8}$/,
      connect_fee: /^\d\.\d{4}$/,
      usf_fee: /^\d\.\d{8}$/,
      ccrf: /^\d\.\d{8}$/,
      cnam_lookup_fee: /^\d\.\d{8}$/,
      custom_x_tag: /^(sales|support)?$/,
      customer_ip: /^198\.51\.100\.7(:5080)?$/,
    }
    for (const row of rows) {
      expect(Object.keys(row)).toEqual(Object.keys(forms))
      for (const [name, form] of Object.entries(forms)) expect(row[name]).toMatch(form)
    }
    const own = rows.map((row) =>
      row['direction'] === 'Inbound' ? row['destination'] : row['callerid']?.slice(1),
    )
    expect(new Set(own)).toEqual(new Set(numbers))
    expect(rows.map((row) => row['start_time'])).toEqual(rows.map((row) => row['start_time']).sort())
  })

  test('each cost follows from the rate, and the totals from the rows', async () => {
    const { emulator, call } = await setUpAccount()
    const id = await request(call)
    emulator.cdrExports.complete(id)
    const units = (text = '') => BigInt(text.replace('.', '').padEnd(text.indexOf('.') + 8, '0'))
    const rows = await rowsOf(emulator, call, id)
    const sum = (name: string) => rows.reduce((total, row) => total + units(row[name]), 0n)
    for (const row of rows) {
      const [duration, billed] = [Number(row['duration']), Number(row['billed_duration'])]
      expect(billed).toBe(Math.ceil(duration / 6) * 6)
      expect(units(row['cost_subtotal'])).toBe((units(row['rate']) * BigInt(billed)) / 60n)
      const parts = ['cost_subtotal', 'connect_fee', 'usf_fee', 'ccrf', 'cnam_lookup_fee']
      expect(units(row['total_cost'])).toBe(parts.reduce((total, name) => total + units(row[name]), 0n))
      const lasted = Date.parse(`${row['end_time']}:00`) - Date.parse(`${row['start_time']}:00`)
      expect(lasted).toBe(duration * 1_000)
    }
    const { attributes } = (await call('GET', `${base}/${id}`)).data
    expect(attributes['num_calls']).toBe(rows.length)
    const billed = rows.reduce((total, row) => total + Number(row['billed_duration']), 0)
    expect(attributes['billed_minutes']).toBe(Math.ceil(billed / 60))
    for (const [total, column] of [
      ['total_cost', 'total_cost'],
      ['call_subtotal', 'cost_subtotal'],
      ['connect_fees', 'connect_fee'],
      ['cnamlookup_fees', 'cnam_lookup_fee'],
      ['usf_fees', 'usf_fee'],
      ['ccrf', 'ccrf'],
    ] as const) {
      expect([total, units(attributes[total] as string)]).toEqual([total, sum(column)])
      expect(sum(column)).toBeGreaterThan(0n)
    }
  })

  test('has the calls that began in the window, its start included and its end not', async () => {
    const { exported } = await setUpAccount()
    const all = await exported()
    const [first, second] = [10, 20].map((index) => all[index]?.['start_time']?.slice(0, 19)) as [
      string,
      string,
    ]
    const window = await exported({ start_call_start_time: first, start_call_end_time: second })
    const expected = all.filter(
      (row) => (row['start_time'] ?? '') >= first && (row['start_time'] ?? '') < second,
    )
    expect(window).toEqual(expected)
    expect(window.length).toBeGreaterThan(5)
  })

  test('has no calls of the time to come', async () => {
    const { exported } = await setUpAccount()
    const rows = await exported({ start_call_start_time: '2026-01-10', start_call_end_time: '2027-01-01' })
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.every((row) => (row['start_time'] ?? '') < '2026-01-15 17:00:00+00')).toBe(true)
  })

  test.each<[string, (numbers: string[]) => object, (row: Row, numbers: string[]) => boolean]>([
    ['number_aliases', () => ({ number_aliases: ['Office Line 2'] }), (row) => row['number_alias'] !== ''],
    [
      'number_aliases_contains',
      () => ({ number_aliases_contains: ['x', 'ice L'] }),
      (row) => row['number_alias'] !== '',
    ],
    [
      'destination_numbers',
      ([, own]) => ({ destination_numbers: [`+${own}`] }),
      (row, [, own]) => row['destination'] === own,
    ],
    [
      'callerid_numbers',
      ([own]) => ({ callerid_numbers: [own] }),
      (row, [own]) => row['callerid'] === `+${own}`,
    ],
    ['custom_x_tags', () => ({ custom_x_tags: ['sales'] }), (row) => row['custom_x_tag'] === 'sales'],
    ['duration_greater_than', () => ({ duration_greater_than: 300 }), (row) => Number(row['duration']) > 300],
    ['caller_ip', () => ({ caller_ip: '198.51.100.7' }), () => true],
    ['caller_ip of nobody', () => ({ caller_ip: '198.51.100.8' }), () => false],
  ])('%s', async (_name, filters, fits) => {
    const { exported, numbers } = await setUpAccount()
    const all = await exported()
    expect(await exported(filters(numbers))).toEqual(all.filter((row) => fits(row, numbers)))
  })

  test('is the same for the same seed, and after a snapshot', async () => {
    const { emulator, call } = await setUpAccount()
    const id = await request(call)
    const other = createEmulator()
    other.restore(JSON.parse(JSON.stringify(emulator.snapshot())))
    emulator.clock.advance(60_000)
    other.clock.advance(60_000)
    const rows = await rowsOf(emulator, call, id)
    expect(await rowsOf(other, callerOf(other), id)).toEqual(rows)
    const third = createEmulator()
    third.restore(other.snapshot())
    expect(await rowsOf(third, callerOf(third), id)).toEqual(rows)
  })

  test('has an alias in quotes where it needs them', async () => {
    const { emulator, call, numbers } = await setUpAccount()
    await call('PATCH', `/v2/numbers/${numbers[0]}`, { json: { alias: 'a "b", c' } })
    const id = await request(call)
    emulator.cdrExports.complete(id)
    const { data } = await call('GET', `${base}/${id}`)
    const file = await emulator.fetch(data.attributes['download_url'] as string)
    expect(gunzipSync(Buffer.from(await file.arrayBuffer())).toString()).toContain(',"a ""b"", c",')
  })

  test('can be had in parts', async () => {
    const { emulator, call } = await setUpAccount()
    const id = await request(call)
    emulator.cdrExports.complete(id)
    const { data } = await call('GET', `${base}/${id}`)
    const url = data.attributes['download_url'] as string
    const whole = Buffer.from(await (await emulator.fetch(url)).arrayBuffer())
    const part = await emulator.fetch(url, { headers: { range: 'bytes=100-' } })
    expect(part.headers.get('content-range')).toBe(`bytes 100-${whole.length - 1}/${whole.length}`)
    expect(Buffer.from(await part.arrayBuffer())).toEqual(whole.subarray(100))
    const shown = await emulator.fetch(url, { headers: { authorization: 'Basic eDp5' } })
    expect(shown.status).toBe(400)
  })
})
