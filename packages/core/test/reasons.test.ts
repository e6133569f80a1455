import type { ApiError, ApiErrorDetail } from '@flowroute/core'
import { startServer } from '@flowroute/testing'
import { describe, expect, test } from 'vitest'
import { clientOf, rejection } from './set-up.ts'

/** The error that an error document becomes; a string is sent as it is. */
async function errorOf(body: unknown, status = 422): Promise<ApiError> {
  await using server = await startServer([{ status, body }])
  return (await rejection(clientOf(server, { retries: 0 }).request({ path: '/a' }))) as ApiError
}

const id = '7fc8c70a-ca58-430c-b383-b89df84f8083'

describe("Flowroute's reasons", () => {
  test.each<[string, unknown, ApiErrorDetail[], string]>([
    [
      'a list',
      { errors: [{ id, status: 401, title: 'Unauthorized', detail: 'Authentication failed.' }] },
      [{ id, status: 401, title: 'Unauthorized', detail: 'Authentication failed.' }],
      ' Unauthorized: Authentication failed.',
    ],
    [
      'a list of several',
      { errors: [{ detail: 'One.' }, { detail: 'Two.', title: 'Second' }, {}] },
      [{ detail: 'One.' }, { detail: 'Two.', title: 'Second' }],
      ' Second: One.; Two.',
    ],
    [
      'a single object',
      { errors: { detail: 'One.', status: '422' } },
      [{ detail: 'One.', status: 422 }],
      ': One.',
    ],
    [
      'an object called error',
      { error: { message: 'One.', code: 7 } },
      [{ detail: 'One.', code: '7' }],
      ': One.',
    ],
    ['a text called error', { error: 'Not found' }, [{ detail: 'Not found' }], ': Not found'],
    [
      'texts in a list',
      { errors: ['One.', 'Two.'] },
      [{ detail: 'One.' }, { detail: 'Two.' }],
      ': One.; Two.',
    ],
    ['an error without an envelope', { title: 'T', detail: 'D.' }, [{ title: 'T', detail: 'D.' }], ' T: D.'],
    ['a gateway message', { message: 'Forbidden' }, [{ detail: 'Forbidden' }], ': Forbidden'],
    [
      'an empty detail',
      { errors: [{ status: 403, detail: '', title: 'ActionNotAuthorizedError' }] },
      [{ status: 403, title: 'ActionNotAuthorizedError' }],
      ': ActionNotAuthorizedError',
    ],
    ['a code alone', { errors: [{ code: 1009 }] }, [{ code: '1009' }], ': code 1009'],
    ['a number as detail', { errors: [{ detail: 5 }] }, [{ detail: '5' }], ': 5'],
    [
      'parts of other types, which are left out',
      {
        errors: [
          { id: {}, status: 'x', code: null, title: 5, detail: true },
          null,
          7,
          [],
          { detail: 'One.' },
        ],
      },
      [{ detail: 'One.' }],
      ': One.',
    ],
    ['nothing', { errors: [] }, [], ': {"errors":[]}'],
    ['null', { errors: null }, [], ': {"errors":null}'],
    ['a list without an envelope', [{ detail: 'One.' }], [], ': [{"detail":"One."}]'],
    ['a JSON text', '"One."', [], ': "One."'],
    ['a page', '<html>\n  <h1>Bad   Gateway</h1></html>', [], ': <html> <h1>Bad Gateway</h1></html>'],
    ['a broken document', '{"errors":[{"det', [], ': {"errors":[{"det'],
    ['nothing at all', undefined, [], ': no reason given'],
  ])('are read from %s', async (_, body, errors, said) => {
    const error = await errorOf(body)
    expect(error.errors).toEqual(errors)
    expect(error.message).toBe(`Flowroute answered GET /a with 422${said}`)
    expect(error.fields).toEqual({})
  })

  test.each<[string, unknown, Record<string, string[]>, string]>([
    [
      'in the envelope of a resource',
      { data: { attributes: { zip: ['ZIP code must be at least 4 and at most 7 digits long'] } } },
      { zip: ['ZIP code must be at least 4 and at most 7 digits long'] },
      'zip: ZIP code must be at least 4 and at most 7 digits long',
    ],
    [
      'without an envelope, in the names of this SDK',
      { first_name: ['Missing.', 'Too short.'], address_type: 'Unknown.' },
      { firstName: ['Missing.', 'Too short.'], addressType: ['Unknown.'] },
      'firstName: Missing., Too short.; addressType: Unknown.',
    ],
    [
      'by number in a list',
      { data: { attributes: { media_urls: { 0: ['Not a URL.'], 1: ['Too long.'] } } } },
      { mediaUrls: ['Not a URL.', 'Too long.'] },
      'mediaUrls: Not a URL., Too long.',
    ],
    [
      'about the resource as a whole',
      { data: ['Missing data.'] },
      { data: ['Missing data.'] },
      'data: Missing data.',
    ],
    ['as a list', ['One.', 'Two.'], { data: ['One.', 'Two.'] }, 'data: One., Two.'],
    [
      'of odd types',
      { size: 5, is_mms: [false, null], to: [{ prefix: ['Bad.'] }] },
      { size: ['5'], isMms: ['false', 'null'], prefix: ['Bad.'] },
      'size: 5; isMms: false, null; prefix: Bad.',
    ],
    [
      'named like members of every object',
      { constructor: ['One.'], to_string: ['Two.'], valueOf: ['Three.'] },
      { constructor: ['One.'], toString: ['Two.'], valueOf: ['Three.'] },
      'constructor: One.; toString: Two.; valueOf: Three.',
    ],
  ])('by field are read from a detail that is an object: %s', async (_, detail, fields, said) => {
    const error = await errorOf({ errors: [{ id, detail }] })
    expect(error.errors).toEqual([{ id, fields }])
    expect(Object.entries(error.fields)).toEqual(Object.entries(fields))
    expect(error.message).toBe(`Flowroute answered GET /a with 422: ${said}`)
  })

  test('by field are collected from all errors', async () => {
    const error = await errorOf({
      errors: [
        { detail: { zip: ['One.'] } },
        { detail: { zip: ['Two.'], city: 'Three.' } },
        { detail: 'Four.' },
      ],
    })
    expect(error.fields).toEqual({ zip: ['One.', 'Two.'], city: ['Three.'] })
  })

  test('are found at any depth, under the name that is nearest to them', async () => {
    const error = await errorOf('{"errors":[{"detail":{"zip":[["a",{"toString":1}],null,5]}}]}')
    expect(error.fields).toEqual({ zip: ['a', 'null', '5'], toString: ['1'] })
  })

  test('never reach a prototype', async () => {
    const error = await errorOf('{"errors":[{"detail":{"__proto__":{"polluted":["One."]},"zip":["Two."]}}]}')
    expect(error.fields['zip']).toEqual(['Two.'])
    expect('polluted' in {}).toBe(false)
    await errorOf('{"errors":[{"detail":{"__proto__":["One."]}}]}')
    expect(Object.getPrototypeOf({})).toBe(Object.prototype)
  })

  test('the beginning of a body stands in for them, and no more of it', async () => {
    const error = await errorOf(`<html>${'x'.repeat(100_000)}`)
    expect(error.message).toBe(`Flowroute answered GET /a with 422: <html>${'x'.repeat(194)}`)
  })
})
