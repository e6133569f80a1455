import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { unpack } from '../src/gunzip.ts'
import { csvOf } from './support.ts'

const text = csvOf(200)

/** Three members, one of which is empty. */
const file = Buffer.concat(
  [text.slice(0, 5_000), '', text.slice(5_000)].map((part) => gzipSync(part, { level: 6 })),
)

/** The bytes in parts of one size, so that headers, members and rows are cut anywhere. */
async function* partsOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array, void, undefined> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
}

async function unpacked(bytes: Uint8Array, size: number): Promise<string> {
  const decoder = new TextDecoder()
  let result = ''
  for await (const part of unpack(partsOf(bytes, size), new Set()))
    result += decoder.decode(part, { stream: true })
  return result
}

test.each([1, 2, 9, 10, 11, 1_000, 1_000_000])(
  'members are unpacked from parts of %i bytes, whatever they cut',
  async (size) => {
    expect(await unpacked(file, size)).toBe(text)
  },
)

test.each([1, 1_000])('what is not compressed is passed on, in parts of %i bytes', async (size) => {
  expect(await unpacked(Buffer.from(text), size)).toBe(text)
  expect(await unpacked(Buffer.from('\x1f', 'latin1'), size)).toBe('\x1f')
  expect(await unpacked(Buffer.alloc(0), size)).toBe('')
})
