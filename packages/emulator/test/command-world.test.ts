import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run, runAt, temporaryFolder } from './command-support.ts'

async function fileWith(text: string): Promise<string> {
  const path = join(await temporaryFolder(), 'world.yaml')
  await writeFile(path, text)
  return path
}

test('init writes an example that works, and overwrites nothing', async () => {
  const path = join(await temporaryFolder(), 'mine.yaml')
  const first = run('init', path)
  expect(await first.exit, first.errors()).toBe(0)
  expect(first.out()).toBe(
    `The example is in ${path}. Start the emulator with it: flowroute-emulator --world ${path}\n`,
  )
  const example = await readFile(path, 'utf8')
  const again = run('init', path)
  expect(await again.exit).toBe(1)
  expect(again.errors()).toBe(`The example was not written to ${path}: it is there already.\n`)
  expect(await readFile(path, 'utf8')).toBe(example)
  const nowhere = run('init', join(path, 'no', 'folder.yaml'))
  expect(await nowhere.exit).toBe(1)
  expect(nowhere.errors()).toContain('ENOTDIR')

  const { call } = await runAt('--world', path)
  const { body } = await call('GET', '/__emulator/numbers')
  expect(body).toMatchObject({
    numbers: [
      { number: '12062140284', alias: 'Front desk', primaryRoute: 'office', cnam: 'RAIN CITY BREAD' },
      { number: '12065550123', alias: 'Orders' },
      { number: '18005550144', messaging: 'off' },
    ],
  })
  expect((await call('GET', '/v2/e911s')).list[0]?.attributes).toMatchObject({ zip: '98106' })
  await call('POST', '/__emulator/reset')
  const { body: all } = await call('GET', '/__emulator/conversations')
  expect(all).toMatchObject({
    conversations: [
      { count: 2, theirsName: 'Tom', optedOut: true },
      { count: 3, theirsName: 'Maria', optedOut: false },
    ],
  })
})

test('texts keep their zeros and plus signs', async () => {
  const path = await fileWith(`
addresses:
  - {label: A, firstName: B, lastName: C, streetNumber: 010, streetName: Main St, city: Boston, state: MA, zip: 02139}
numbers:
  - number: +12065550123
`)
  const { call } = await runAt('--world', path)
  expect((await call('GET', '/v2/e911s')).list[0]?.attributes).toMatchObject({
    zip: '02139',
    street_number: '010',
  })
  expect((await call('GET', '/v2/numbers')).list).toMatchObject([{ id: '12065550123' }])
})

test('every problem is said with its line, at once, and nothing starts', async () => {
  const path = await fileWith(`# A world with mistakes.
numbers:
  - number: '12062140284'
    route: offce
  - number: 911

conversations:
  - number: '12062140284'
    with: '12065550100'
    messages:
      - in: hello
      - out: soon
        at: tomorrow
names:
  Maria: 12065550100
`)
  const { exit, out, errors } = run('--port', '0', '--world', path)
  expect(await exit).toBe(1)
  expect(out()).toBe('')
  const digits = 'must be an 11-digit number, or a number with a leading +, and is'
  expect(errors().trimEnd().split('\n')).toEqual([
    `${path}:4: numbers[0].route is "offce", and there is none of that name`,
    `${path}:5: numbers[1].number ${digits} "911"`,
    `${path}:13: conversations[0].messages[1].at must be a time such as 2026-01-15T17:00:00Z, and is "tomorrow"`,
    `${path}:15: names.Maria ${digits} "Maria"`,
  ])
})

test.each([
  ['numbers: []\nroots: []\n', ':2: roots is not known'],
  ['numbers:\n  - name: x\n', ':2: numbers[0].number is required'],
  ['- a\n', ':1: the file must be an object'],
  ['numbers: [\n', ':2: '],
  ['names: {a: b}\nnames: {}\n', ':2: Map keys must be unique'],
])('%j is refused', async (text, message) => {
  const path = await fileWith(text)
  const { exit, errors } = run('--port', '0', '--world', path)
  expect(await exit).toBe(1)
  expect(errors()).toContain(`${path}${message}`)
})

test('a file that is not there is named; an empty one is a world like any other', async () => {
  const { exit, errors } = run('--port', '0', '--world', '/no/such/file.yaml')
  expect(await exit).toBe(1)
  expect(errors()).toMatch(/^The world file \/no\/such\/file\.yaml cannot be read: ENOENT/)
  const { call } = await runAt('--world', await fileWith(''))
  expect((await call('GET', '/v2/numbers')).list).toEqual([])
})

test('a state file goes before the world; a reset brings the world back', async () => {
  const state = join(await temporaryFolder(), 'state.json')
  const path = await fileWith(`numbers:\n  - number: '12062140284'\n`)
  const first = await runAt('--world', path, '--state', state)
  await first.call('DELETE', '/v2/numbers/12062140284')
  first.stop()
  expect(await first.exit).toBe(0)
  const { call } = await runAt('--world', path, '--state', state)
  expect((await call('GET', '/v2/numbers')).list).toEqual([])
  await call('POST', '/__emulator/reset')
  expect((await call('GET', '/v2/numbers')).list).toHaveLength(1)
})
