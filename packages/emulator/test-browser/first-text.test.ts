import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openPage, useBrowser } from './support.ts'

const run = promisify(execFile)
const browser = useBrowser()

let folder: string
const tarballs: Record<string, string> = {}

// As they would be published.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flowroute-first-text-'))
  const filters = ['emulator', 'core', 'messages'].map((name) => `--filter=@flowroute/${name}`)
  const root = fileURLToPath(new URL('../../..', import.meta.url))
  await run('npx', ['-y', 'pnpm', '--recursive', ...filters, 'pack', '--pack-destination', folder], {
    cwd: root,
  })
  for (const file of await readdir(folder)) {
    const [, name] = /^flowroute-(.+)-\d+\.\d+\.\d+.*\.tgz$/.exec(file) ?? []
    if (name !== undefined) tarballs[`@flowroute/${name}`] = join(folder, file)
  }
  await writeFile(join(folder, 'package.json'), '{ "private": true }')
}, 300_000)

afterAll(() => rm(folder, { recursive: true }))

/** Starts a program in the folder, with what npx starts in turn; gives what it prints. */
function start(command: string, ...args: string[]): () => string {
  const child: ChildProcess = spawn(command, args, { cwd: folder, detached: true })
  onTestFinished(() => {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM')
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      printed += chunk
    })
  }
  return () => printed
}

async function copied(page: Page, name: string): Promise<string> {
  const button = page.getByRole('button', { name: `Copy ${name}` })
  await button.click()
  await button.getByText('Copied').waitFor()
  return page.evaluate('navigator.clipboard.readText()')
}

test('from npx to an answered text, by what the terminal and the page show', async () => {
  const began = performance.now()
  const printed = start(
    'npx',
    '--yes',
    `--package=${tarballs['@flowroute/emulator']}`,
    'flowroute-emulator',
    '--port',
    '0',
  )
  const address = () => /listens on (http:\S+)/.exec(printed())?.[1] ?? ''
  await expect.poll(address, { timeout: 200_000, message: printed() }).not.toBe('')
  const page = await openPage(
    browser(),
    { url: address() },
    { permissions: ['clipboard-read', 'clipboard-write'] },
  )
  await page
    .getByRole('button', { name: /^Buy \+1/ })
    .first()
    .click()
  await page.getByText('The account has +1').waitFor()

  const shown = (await page.getByText('npm install').textContent()) ?? ''
  const packages = shown.replace('npm install ', '').split(' ')
  await run(
    'npm',
    ['install', '--no-audit', '--no-fund', ...packages.map((name) => tarballs[name] ?? name)],
    { cwd: folder },
  )
  await writeFile(join(folder, 'first.mjs'), await copied(page, 'TypeScript'))
  await run('sh', ['-c', `${await copied(page, 'environment variables')}\nnode first.mjs`], { cwd: folder })

  await page.getByRole('link', { name: /Hello!/ }).click()
  await page.locator('.bubble', { hasText: 'Hello!' }).waitFor()
  await page.getByLabel('Answer as +1 206 555 0100').fill('Hello yourself!')
  await page.keyboard.press('Enter')
  await page.locator('.bubble', { hasText: 'Hello yourself!' }).waitFor()
  await expect.poll(printed).toMatch(/^Inbound SMS from \d+ to \d+: Hello yourself!$/m)
  console.info(`From npx to an answered text: ${Math.round((performance.now() - began) / 1_000)} s`)
  // It waits for the registry and for two installations.
}, 300_000)
