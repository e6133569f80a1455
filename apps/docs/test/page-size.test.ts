import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { firstPageSize } from '../src/site/page-size.ts'

test('the first page is counted with its styles, scripts and preloads, and nothing that comes later', () => {
  const folder = mkdtempSync(join(tmpdir(), 'docs-'))
  try {
    // Random bytes do not become fewer by compression.
    for (const name of ['style.css', 'app.js', 'chunk.js', 'font.woff2', 'later.js']) {
      writeFileSync(join(folder, name), randomBytes(10_000))
    }
    const html =
      '<link rel="stylesheet" href="/style.css"><link rel="modulepreload" href="/chunk.js">' +
      '<link rel="preload" href="/font.woff2" as="font"><script type="module" src="/app.js"></script>' +
      '<script type="module" src="/app.js"></script><a href="/later.js">later</a>' +
      '<link rel="stylesheet" href="https://example.com/other.css">'
    writeFileSync(join(folder, 'index.html'), html)
    const bytes = firstPageSize(folder)
    expect(bytes).toBeGreaterThan(40_000)
    expect(bytes).toBeLessThan(41_000)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
