import { expect, test, vi } from 'vitest'
import { compile } from '../playground/compile.ts'
import { pageOfError } from '../playground/error-pages.ts'
import { failureOf } from '../playground/failure.ts'
import { handlerOf } from '../playground/handler.ts'
import { networkOf } from '../playground/network.ts'
import { type Output, redirectConsole } from '../playground/output.ts'
import { Pending } from '../playground/pending.ts'
import { loadModules } from '../playground/require.ts'
import { endTranscript, newTranscript, transcribe } from '../playground/transcript.ts'

test('types are removed, imports become calls of require, and lines stay', () => {
  const { code, imports } = compile(
    [
      "import { Messages, type Message } from '@flowroute/messages'",
      'interface Row {',
      '  id: string',
      '}',
      'const rows: Row[] = [{ id: String(Messages) }]',
      "const later = await import('@flowroute/core')",
      'export default rows satisfies Row[]',
    ].join('\n'),
  )
  expect(imports).toEqual(['@flowroute/messages', '@flowroute/core'])
  expect(code.split('\n')[4]).toContain('const rows = [{ id: String(')
  expect(code).toContain('exports. default = rows')
  expect(() => compile('const = 1')).toThrow(/\(1:7\)/)
})

test('the console prints texts as they are, values as code, formats and tables', () => {
  const printed: Output[] = []
  const own = {} as Console
  redirectConsole(own, (output) => printed.push(output))
  own.log('text', 1, { a: [true, undefined] }, new Date(0))
  own.warn('%s has %d of %o, %j%%', 'x', '2', { a: 1 }, null, 'more')
  own.error(new TypeError('bad'))
  own.info({ text: 'a'.repeat(60), more: 'b'.repeat(60) })
  own.table([{ name: 'in', calls: 12 }, { name: 'out' }])
  own.table([])
  own.assert(false, 'so')
  expect(printed).toEqual([
    { level: 'log', text: 'text 1 { a: [ true, undefined ] } 1970-01-01T00:00:00.000Z' },
    { level: 'warn', text: 'x has 2 of { a: 1 }, null% more' },
    { level: 'error', text: '[TypeError: bad]' },
    { level: 'log', text: `{\n  text: '${'a'.repeat(60)}',\n  more: '${'b'.repeat(60)}'\n}` },
    { level: 'log', text: '   name  calls\n0  in    12\n1  out' },
    { level: 'log', text: '(no rows)' },
    { level: 'error', text: 'Assertion failed so' },
  ])
})

test('a module that a page has not is refused in plain words, and so is an export', async () => {
  const load = await loadModules(['@flowroute/core', '@flowroute/emulator', 'node:http'])
  expect(() => load('node:http')).toThrow('node:http is a part of Node.js. Run this program with Node.js.')
  expect(() => load('@flowroute/outbox')).toThrow('needs Node.js or a server')
  expect(() => load('left-pad')).toThrow('This page has no module left-pad.')
  expect(load('@flowroute/core')).toHaveProperty('createClient', expect.any(Function))
  expect(() => Reflect.get(load('@flowroute/emulator'), 'startEmulator')).toThrow(
    '@flowroute/emulator has no export startEmulator in this page',
  )
})

test('requests go to the emulator only', async () => {
  const asked: string[] = []
  const fetch = networkOf(async ({ url }) => {
    asked.push(url)
    return new Response('there')
  })
  await expect(fetch('https://example.com/a')).rejects.toThrow(/sends nothing to https:\/\/example\.com/)
  expect(await (await fetch('https://emulator.invalid/b')).text()).toBe('there')
  expect(asked).toEqual(['https://emulator.invalid/b'])
})

test('a default export answers webhooks: a function, or the method fetch of a Worker with its variables', async () => {
  const request = new Request('https://program.invalid/')
  expect(handlerOf({}, {})).toBeUndefined()
  expect(handlerOf({ default: { name: 'x' } }, {})).toBeUndefined()
  const plain = handlerOf({ default: () => new Response('plain') }, {})
  expect(await (await plain?.(request))?.text()).toBe('plain')
  const worker = {
    text: 'worker',
    fetch(_: Request, { KEY }: { KEY: string }) {
      return new Response(this.text + KEY)
    },
  }
  const handle = handlerOf({ default: worker }, { KEY: '1' })
  expect(await (await handle?.(request))?.text()).toBe('worker1')
})

test('a program has not ended while timers or requests are left', () => {
  vi.useFakeTimers()
  try {
    const idle: string[] = []
    const ran: unknown[] = []
    const pending = new Pending(() => idle.push('idle'))
    const scope = { setTimeout, clearTimeout, setInterval, clearInterval } as unknown as Parameters<
      Pending['watchTimers']
    >[0]
    pending.watchTimers(scope)
    scope.setTimeout((value) => ran.push(value), 10, 'value')
    const cleared = scope.setTimeout(() => ran.push('never'), 20)
    const interval = scope.setInterval(() => ran.push('interval'), 15)
    const finish = pending.begin()
    vi.advanceTimersByTime(15)
    scope.clearTimeout(cleared)
    scope.clearInterval(interval)
    expect([ran, idle]).toEqual([['value', 'interval'], []])
    finish()
    finish()
    expect(idle).toEqual(['idle'])
    expect(pending.isIdle).toBe(true)
  } finally {
    vi.useRealTimers()
  }
})

test('a failure has outcome, line and its page on this site', () => {
  const error = Object.assign(new Error('no'), {
    name: 'ApiError',
    outcome: 'rejected',
    docs: 'https://github.com/flowroute/flowroute-sdk-typescript/blob/main/apps/docs/errors/ApiError.md',
    stack: 'ApiError: no\n    at eval (program.ts:5:9)',
  })
  const failure = failureOf(error)
  expect(failure).toMatchObject({ name: 'ApiError', message: 'no', outcome: 'rejected', line: 3 })
  expect(pageOfError(failure.docs ?? '')).toBe('/errors/ApiError.html')
  expect(pageOfError('https://example.com/')).toBe('https://example.com/')
  expect(failureOf('text')).toEqual({ name: 'Error', message: 'text' })
})

test('the status says what became of the program', () => {
  const running = newTranscript('running')
  const printed = transcribe(running, { kind: 'output', output: { level: 'log', text: 'a' } }, 5)
  expect(printed).toMatchObject({ status: 'running', lines: [{ text: 'a' }] })
  const ended = transcribe(printed, { kind: 'ended' }, 1_234)
  expect(ended).toMatchObject({ status: 'ended', sentence: 'Ended after 1.2 s.' })
  expect(endTranscript(ended)).toBe(ended)
  expect(endTranscript(printed).sentence).toBe('Stopped.')
  const failed = transcribe(printed, { kind: 'failed', failure: { name: 'E', message: 'm' } }, 100)
  expect(failed).toMatchObject({ status: 'failed', failures: [{ name: 'E' }] })
  expect(transcribe(failed, { kind: 'ended' }, 200)).toBe(failed)
  // What fails in a handler does not end it.
  const listening = transcribe(printed, { kind: 'listening' }, 100)
  const after = transcribe(listening, { kind: 'failed', failure: { name: 'E', message: 'm' } }, 200)
  expect(after).toMatchObject({ status: 'listening', failures: [{ name: 'E' }] })
})
