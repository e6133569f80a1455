import { randomBytes } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import { expect, test } from 'vitest'
import { statusAnswer } from '../src/faults/answers.ts'
import { chunksOf, concatenate, equalInConstantTime, fromBase64, toBase64 } from '../src/values/bytes.ts'

test.each([0, 1, 2, 3, 100, 100_000])('Base64 of %i bytes is that of Node.js, there and back', (length) => {
  const bytes = randomBytes(length)
  expect(toBase64(bytes)).toBe(bytes.toString('base64'))
  for (const form of ['base64', 'base64url'] as const) {
    expect(Buffer.from(fromBase64(bytes.toString(form))).equals(bytes)).toBe(true)
  }
})

test.each(['a', 'ab', 'abc', 'abcde', ' YWJj\n', '!Y?W%J-j_', ''])('%j is read as Node.js does', (text) => {
  expect(Buffer.from(fromBase64(text)).equals(Buffer.from(text, 'base64'))).toBe(true)
})

test('texts are told apart wherever they differ', () => {
  expect(equalInConstantTime('abc', 'abc')).toBe(true)
  for (const other of ['xbc', 'axc', 'abx', 'ab', 'abcd', '']) {
    expect(equalInConstantTime('abc', other)).toBe(false)
  }
})

test('a stream that is left is cancelled, and its chunks are joined in order', async () => {
  let isCancelled = false
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const value of [1, 2, 3]) controller.enqueue(Uint8Array.of(value))
    },
    cancel: () => {
      isCancelled = true
    },
  })
  const chunks: Uint8Array[] = []
  for await (const chunk of chunksOf(stream)) {
    chunks.push(chunk)
    if (chunks.length === 2) break
  }
  expect([...concatenate(chunks)]).toEqual([1, 2])
  expect(isCancelled).toBe(true)
})

test('a status has the name that Node.js gives it', () => {
  const codes = Object.keys(STATUS_CODES)
    .map(Number)
    .filter((code) => code >= 400)
  for (const status of codes) {
    expect(statusAnswer({ kind: 'status', status }), String(status)).toMatchObject({
      title: STATUS_CODES[status],
    })
  }
})
