import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { programs } from '../src/demo.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Runs the script of that name as a user does: through the package manager, if one runs these tests. */
async function runScript(name: string, ...args: string[]): Promise<{ stdout: string; stderr: string }> {
  const { npm_execpath: manager = '' } = process.env
  const isScript = /\.[cm]?js$/.test(manager)
  const [file, ...before] = manager.includes('pnpm')
    ? [...(isScript ? [process.execPath] : []), manager, name]
    : [process.execPath, 'packages/build/run.mjs', 'apps/demo/src/main.ts']
  return promisify(execFile)(file as string, [...before, ...args], { cwd: root, maxBuffer: 10_000_000 })
}

test('the demo starts without a build, and prints to stdout nothing but its own output', async () => {
  const { stdout } = await runScript('demo', 'conversation', '--json')
  expect(JSON.parse(stdout)).toMatchObject({
    program: expect.stringContaining('conversation'),
    steps: expect.any(Array),
  })
}, 60_000)

test('its help names every program', async () => {
  const { stdout } = await runScript('demo', '--help')
  for (const { name } of programs) expect(stdout).toContain(name)
}, 60_000)

test('a wrong name ends it with 1 and says which names there are, on stderr', async () => {
  const failed = runScript('demo', 'nothing').catch((error: unknown) => error)
  expect(await failed).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringContaining('number-route-message'),
  })
}, 60_000)

test('what a killed program has left of its bundle is removed by the next one', async () => {
  const folder = join(root, 'apps/demo/node_modules/.cache/flowroute-run')
  // No process has such an id.
  const left = join(folder, 'apps-demo-src-main-ts-999999999.mjs')
  const running = join(folder, `apps-demo-src-main-ts-${process.pid}.mjs`)
  await mkdir(folder, { recursive: true })
  for (const file of [left, running]) await writeFile(file, '')
  onTestFinished(() => rm(running))
  await runScript('demo', '--help')
  expect(existsSync(left)).toBe(false)
  expect(existsSync(running)).toBe(true)
}, 60_000)
