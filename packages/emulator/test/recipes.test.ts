import { readdir, readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type UserProject, userProject } from './user-project.ts'
import './patience.ts'

const read = (path: string): Promise<string> => readFile(new URL(`../${path}`, import.meta.url), 'utf8')

let project: UserProject

beforeAll(async () => {
  project = await userProject()
})

afterAll(() => project[Symbol.asyncDispose]())

describe('the recipes', async () => {
  const names = await readdir(new URL('../recipes', import.meta.url))

  test.each(names)('%s is in the README, to the letter', async (name) => {
    const language = extname(name) === '.ts' ? 'ts' : 'js'
    const blocks = (await read('README.md')).split('\n```').map((block) => block.replace(/^(\w+) .*/, '$1'))
    expect(blocks).toContain(`${language}\n${(await read(`recipes/${name}`)).trimEnd()}`)
  })

  test.each(['vitest.test.ts', 'concurrent.test.ts'])('%s passes under vitest', async (name) => {
    const { failed, output } = await project.run('vitest', name, await read(`recipes/${name}`))
    expect(failed, output).toBe(false)
    expect(output).toMatch(/Tests +2 passed \(2\)/)
  })

  test('node.test.mjs passes under node --test', async () => {
    const { failed, output } = await project.run('node', 'node.test.mjs', await read('recipes/node.test.mjs'))
    expect(failed, output).toBe(false)
    expect(output).toMatch(/# pass 2\n/)
  })
})

const sharing = 'this test began while another one, or the one that it is a part of, was still running'

describe('tests that would share a world are turned away, and those after them are not', () => {
  test('test.concurrent of vitest', async () => {
    // `afterEach` is run for the test that was turned away too, while the other one still runs.
    const { failed, output } = await project.run(
      'vitest',
      'turned-away.test.js',
      `import { useEmulator } from '@flowroute/emulator'
       import { afterEach, beforeEach, expect, test } from 'vitest'
       const emulator = useEmulator({ beforeEach, afterEach })
       let release
       const released = new Promise((resolve) => { release = resolve })
       afterEach(() => release())
       test.concurrent('one', async () => {
         emulator.clock.advance(5)
         await released
         expect(emulator.clock.now().getMilliseconds()).toBe(5)
       })
       test.concurrent('two', () => {})
       test('three', () => expect(emulator.clock.now().getMilliseconds()).toBe(0))`,
    )
    expect(failed).toBe(true)
    expect(output).toContain(sharing)
    expect(output).toContain('FAIL  turned-away.test.js > two')
    expect(output).toMatch(/Tests +1 failed \| 2 passed \(3\)/)
  })

  test('subtests of node:test', async () => {
    const { failed, output } = await project.run(
      'node',
      'turned-away.test.mjs',
      `import { useEmulator } from '@flowroute/emulator'
       import { afterEach, beforeEach, describe, test } from 'node:test'
       useEmulator({ beforeEach, afterEach })
       test('outer', async (context) => { await context.test('inner', () => {}) })
       describe('suite', () => { test('nested', () => {}) })`,
    )
    expect(failed).toBe(true)
    expect(output).toContain(sharing)
    expect(output).toMatch(/not ok \d+ - inner/)
    expect(output).toMatch(/\n +ok \d+ - nested/)
  })
})
