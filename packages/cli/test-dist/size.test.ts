import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'

const dist = fileURLToPath(new URL('../dist/', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'flowroute-cli-size-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Bytes of files, each compressed. */
const bytesOf = (files: readonly string[]): number =>
  files.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0)

/** Names of the bundle's files that a command loads. */
function loadedBy(args: readonly string[]): string[] {
  const coverage = mkdtempSync(join(folder, 'coverage-'))
  const env = {
    PATH: process.env['PATH'],
    FR_ACCESS_KEY: 'a',
    FR_SECRET_KEY: 'b',
    NODE_V8_COVERAGE: coverage,
  }
  const { status, stderr } = spawnSync(process.execPath, [join(dist, 'main.js'), ...args], { env })
  expect({ status, stderr: String(stderr) }).toMatchObject({ status: 0 })
  const [report = ''] = readdirSync(coverage)
  const { result } = JSON.parse(readFileSync(join(coverage, report), 'utf8')) as { result: { url: string }[] }
  return result.map(({ url }) => basename(url)).filter((file) => readdirSync(dist).includes(file))
}

test('the whole command has at most 400 kB, compressed', () => {
  expect(bytesOf(readdirSync(dist))).toBeLessThan(400_000)
})

test('a simple command loads at most 80 kB, compressed, of which the table is a part', () => {
  const table = readdirSync(dist).filter((file) => file.startsWith('table-'))
  const loaded = loadedBy(['numbers', 'buy', '12065550100', '--dry-run'])
  expect(table).toHaveLength(1)
  expect(loaded.length).toBeGreaterThan(3)
  expect(bytesOf([...loaded, ...table])).toBeLessThan(80_000)
})

test('the version is answered without the SDK', () => {
  expect(bytesOf(loadedBy(['--version']))).toBeLessThan(2_000)
})
