import { afterEach, describe, expect, it, vi } from 'vitest'
import { entity, loaAttributes, order, portingAt, scripted } from './support.ts'

afterEach(() => {
  vi.useRealTimers()
})

describe('signLoa', () => {
  const signature = { signatureName: 'Ada Example', signatureTitle: 'Owner' }
  const signed = order({ status: 'processing' })

  it('sends all of the letter back unchanged but for the signature, then reads the order', async () => {
    const { porting, requests } = await scripted([
      {
        body: {
          data: { type: 'loa', attributes: { ...loaAttributes, carrier_note: 'kept', last_4_ssn: '' } },
        },
      },
      { status: 201 },
      { body: { data: signed } },
    ])
    const loa = await porting.getLoa('42361')
    const { data, response } = await porting.signLoa('42361', loa, signature).withResponse()
    expect([data, response.status]).toStrictEqual([{ ...entity, status: 'processing' }, 201])
    expect(requests.slice(1).map(({ method, target }) => `${method} ${target}`)).toStrictEqual([
      'POST /v2/portorders/42361/loa',
      'GET /v2/portorders/42361',
    ])
    expect(requests[1]?.json).toStrictEqual({
      data: {
        type: 'loa',
        attributes: {
          ...loaAttributes,
          carrier_note: 'kept',
          last_4_ssn: '',
          signature_name: 'Ada Example',
          signature_title: 'Owner',
        },
      },
    })
    expect(requests[1]?.headers['content-type']).toBe('application/json')
  })

  it('takes the order that the service may answer with', async () => {
    const { porting, requests } = await scripted([{ body: { data: signed } }])
    const loa = { id: '42361', numbers: ['2065550100'] }
    expect(await porting.signLoa('42361', loa, signature)).toMatchObject({ status: 'processing' })
    expect(requests).toHaveLength(1)
  })

  it('succeeds with a warning when the order is signed but cannot be read', async () => {
    const { porting, requests } = await scripted([{ status: 201 }, { status: 500 }])
    const loa = { id: '42361', numbers: ['2065550100'] }
    const { data, warnings } = await porting.signLoa('42361', loa, signature, { retries: 0 }).withResponse()
    expect(data).toBeUndefined()
    expect(warnings).toMatchObject([{ detail: expect.stringMatching(/^It is signed, but.*500/) }])
    expect(requests.map(({ method }) => method)).toStrictEqual(['POST', 'GET'])
  })

  it('has one deadline for both requests', async () => {
    vi.useFakeTimers()
    const after = (milliseconds: number, response: () => Response): Promise<Response> =>
      new Promise((resolve) => setTimeout(() => resolve(response()), milliseconds))
    const fetch = ({ method }: Request) =>
      method === 'POST'
        ? after(3_000, () => new Response(null, { status: 201 }))
        : after(2_500, () => Response.json({ data: signed }))
    const porting = portingAt({ url: 'https://api.example' }, { fetch })
    const loa = { id: '42361', numbers: ['2065550100'] }
    const answer = porting.signLoa('42361', loa, signature, { deadline: 5_000 }).withResponse()
    for (let step = 0; step < 50; step++) await vi.advanceTimersByTimeAsync(100)
    expect((await answer).warnings).toMatchObject([
      { detail: expect.stringMatching(/^It is signed, but.*within the deadline/) },
    ])
  })
})
