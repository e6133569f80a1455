import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { findDeadLinks } from '../src/site/dead-links.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** A site with these files. */
function site(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'docs-'))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

const guide = '<h1 id="top">Guide</h1><h2 id="what-is-repeated">What</h2>'

test('links, fragments and pictures that are there are no problem', () => {
  const folder = site({
    'index.html':
      '<a href="/guides/failures.html#what-is-repeated">a</a> <a href="./guides/failures">b</a> ' +
      '<a href="/guides/">c</a> <a href="#here" id="here">d</a> <img src="/a%20picture.svg"> ' +
      '<a href="https://example.com/nowhere">e</a> <a href="mailto:a@example.com">f</a>',
    'guides/index.html': '<a href="../">home</a>',
    'guides/failures.html': guide,
    'a picture.svg': '<svg/>',
  })
  expect(findDeadLinks(folder)).toEqual({ pages: 3, links: 8, dead: [] })
})

test.each([
  ['a page', '<a href="/guides/gone.html">a</a>', '/guides/gone.html'],
  ['a fragment of another page', '<a href="/guides/failures.html#gone">a</a>', '/guides/failures.html#gone'],
  ['a fragment of the page itself', '<a href="#gone">a</a>', '#gone'],
  ['a picture', '<img src="./gone.png">', './gone.png'],
  ['a style sheet', '<link rel="stylesheet" href="/gone.css">', '/gone.css'],
])('%s that is missing is reported', (_, html, target) => {
  const folder = site({ 'index.html': html, 'guides/failures.html': guide })
  expect(findDeadLinks(folder).dead).toEqual([`index.html: ${target}`])
})

test('of a site in a folder, links must stay in it', () => {
  const folder = site({ 'index.html': '<a href="/sdk/a.html">a</a> <a href="/a.html">b</a>', 'a.html': '' })
  expect(findDeadLinks(folder, '/sdk/').dead).toEqual(['index.html: /a.html'])
})
