import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'

/** Bytes that the page may have, gzipped. */
const limit = 60_000

/** Prints the page as a user's program gets it, far from this package's sources and tools. */
const program = `
  const server = await startEmulator()
  const response = await fetch(server.url, {
    headers: { authorization: 'Basic ' + Buffer.from(server.accessKey + ':' + server.secretKey).toString('base64') },
  })
  process.stdout.write(await response.text())
  await server.close()
`

const distFolder = fileURLToPath(new URL('../dist', import.meta.url))

describe.each([
  ['ESM', 'module', `import { startEmulator } from ${JSON.stringify(`${distFolder}/index.js`)}\n${program}`],
  [
    'CommonJS',
    'commonjs',
    `const { startEmulator } = require(${JSON.stringify(`${distFolder}/index.cjs`)})\n;(async () => {${program}})()`,
  ],
])('the build as %s', (_, type, source) => {
  test('serves the whole page from one file, small enough', async () => {
    const child = promisify(execFile)(process.execPath, [`--input-type=${type}`, '-e', source])
    onTestFinished(() => void child.child.kill())
    const { stdout: html } = await child
    expect(html).toMatch(/^<!doctype html>/)
    expect(html).toContain('New inbound message')
    expect(gzipSync(html, { level: 9 }).length).toBeLessThanOrEqual(limit)
  })
})
