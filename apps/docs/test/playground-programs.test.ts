import { expect, test } from 'vitest'
import { programsOfPage, programsOfSite } from '../src/playground/programs.ts'

const markdown = `# Guide

\`\`\`sh
# not a heading
\`\`\`

\`\`\`ts
import { createClient } from '@flowroute/core'

const client = createClient()
\`\`\`

## More

\`\`\`ts continues
import { Numbers } from '@flowroute/numbers'

console.log(await new Numbers(client).list())
\`\`\`

## Elsewhere

\`\`\`ts
import { createServer } from 'node:http'
import { Messages } from '@flowroute/messages'
createServer(() => new Messages())
\`\`\`

\`\`\`ts norun="why"
import { Messages } from '@flowroute/messages'
console.log(new Messages())
\`\`\`

\`\`\`ts context=messages
await messages.get('1')
\`\`\`
`

test('a page’s programs are those whose imports it has, each after what it continues', () => {
  const programs = programsOfPage('guides/guide.md', markdown)
  expect(programs.map(({ id, title, heading }) => [id, title, heading])).toEqual([
    ['guides/guide.md:8', 'Guide', undefined],
    ['guides/guide.md:16', 'Guide', 'More'],
  ])
  expect(programs[1]?.source).toMatch(
    /^import \{ Numbers \}[\s\S]*import \{ createClient \}[\s\S]*\{\n[\s\S]*list\(\)/,
  )
  expect(programs[1]?.block).toMatch(/^import \{ Numbers \}/)
})

test('the programs of the start page and of every guide that runs without Node.js are there', () => {
  const pages = new Set(programsOfSite().map(({ page }) => page))
  for (const guide of [
    'buy-numbers',
    'route-calls',
    'text-and-reply',
    'emergency-addresses',
    'caller-names',
    'edge',
  ]) {
    expect(pages).toContain(`guides/${guide}.md`)
  }
  expect(pages).toContain('index.md')
})
