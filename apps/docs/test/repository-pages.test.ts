import { expect, test } from 'vitest'
import { absoluteLinks, section } from '../src/site/repository-pages.ts'

const tree = 'https://github.com/flowroute/flowroute-sdk-typescript/tree/main'

test('relative links of a file lead to it on GitHub; others and pictures stay', () => {
  const text = '[a](../core#errors) [b](https://example.com) [c](#here) ![d](charts/size.svg) [`e`](charts)'
  expect(absoluteLinks(text, 'packages/numbers')).toBe(
    `[a](${tree}/packages/core#errors) [b](https://example.com) [c](#here) ![d](charts/size.svg) ` +
      `[\`e\`](${tree}/packages/numbers/charts)`,
  )
})

test('a section ends where the next one begins', () => {
  const text = '# Title\n\n## One\n\nText.\n\n### Part\n\n## Two\n\nMore.\n'
  expect(section(text, 'One')).toBe('## One\n\nText.\n\n### Part\n\n')
  expect(section(text, 'Two')).toBe('## Two\n\nMore.\n')
  expect(() => section(text, 'Three')).toThrow('There is no section "Three"')
})
