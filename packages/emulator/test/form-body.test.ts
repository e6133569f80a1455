import { expect, test } from 'vitest'
import { readAttributes } from '../src/http/document.ts'
import { Problem } from '../src/problem.ts'

function post(body: string, contentType: string): Request {
  return new Request('https://api.flowroute.com/', {
    method: 'POST',
    headers: { 'content-type': contentType },
    body,
  })
}

const form = 'application/x-www-form-urlencoded'

test('an endpoint that takes forms reads them, names that repeat as arrays', async () => {
  const request = post('value=FR+TEST&numbers=%2B12065550100&numbers=%2B12065550101', form)
  expect(await readAttributes(request, { form: true })).toEqual({
    value: 'FR TEST',
    numbers: ['+12065550100', '+12065550101'],
  })
})

test('it goes on taking JSON', async () => {
  const request = post('{"value":"FR TEST"}', 'application/json')
  expect(await readAttributes(request, { form: true })).toEqual({ value: 'FR TEST' })
})

test('other endpoints take no forms', async () => {
  const problem = await readAttributes(post('value=FR', form), {}).catch((error: unknown) => error)
  expect(problem).toBeInstanceOf(Problem)
  expect(problem).toHaveProperty('status', 415)
})
