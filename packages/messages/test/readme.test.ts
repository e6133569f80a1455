import { readFile } from 'node:fs/promises'
import * as core from '@flowroute/core'
import * as api from '@flowroute/messages'
import { transform } from 'esbuild'
import { expect, test } from 'vitest'
import { messagesOf, openAccount } from './support.ts'

const text = await readFile(new URL('../README.md', import.meta.url), 'utf8')

/** The programs of a section. */
function programs(title: string): string[] {
  const section = text.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? ''
  return [...section.matchAll(/```ts[^\n]*\n(.*?)```/gs)].map(([, program = '']) => program)
}

test.each([
  ['Unknown outcome', 2],
  ['Text and cost', 1],
  ['Media', 1],
  ['Delivery', 1],
])('the examples of "%s" run', async (title, count) => {
  await using account = await openAccount()
  const { messages } = messagesOf(account.emulator)
  // The emulator's clock stands still: the receipts of what is sent are due at once.
  const { send } = messages
  messages.send = (...args) => {
    const sent = send.apply(messages, args)
    sent.then(() => account.emulator.clock.advance(60_000)).catch(() => {})
    return sent
  }
  const written: unknown[][] = []
  // Example.com is not asked: loopback only.
  const checkMedia: typeof api.checkMedia = (urls, options) =>
    api.checkMedia(urls, {
      ...options,
      fetch: async () => new Response('GIF89a', { headers: { 'content-type': 'image/gif' } }),
    })
  const names = {
    ...core,
    ...api,
    checkMedia,
    messages,
    from: account.from,
    console: { log: (...line: unknown[]) => written.push(line) },
  }
  const found = programs(title)
  expect(found).toHaveLength(count)
  for (const program of found) {
    const { code } = await transform(program.replace(/^import .*$/gm, ''), { loader: 'ts', format: 'esm' })
    const AsyncFunction = (async () => {}).constructor as FunctionConstructor
    await new AsyncFunction(...Object.keys(names), code)(...Object.values(names))
  }
  if (title === 'Text and cost') {
    expect(written[0]).toEqual([{ segments: 1, encoding: 8, characters: 24, charactersPerSegment: 70 }])
    expect(written[1]?.[0]).toBe(0.004)
    expect(written[2]).toEqual(["It's ready - come in... 😀", [{ character: '😀', index: 24 }]])
  }
  if (title === 'Delivery') expect(written).toEqual([[1003]])
})
