import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

/** The script that a page needs for {@link brokenRules}. */
export const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Widths at which pages are looked at. */
export const sizes = [
  { name: 'wide', width: 1280, height: 800 },
  { name: 'narrow', width: 390, height: 844 },
] as const

/**
 * All rules but the experimental ones and those of level AAA, in words. In dark colours those of colours: the others are the
 * same in both. What frames have in them is left out: it is a page of its own.
 */
export async function brokenRules(page: Page, colorScheme: 'light' | 'dark'): Promise<string[]> {
  const options = {
    iframes: false,
    resultTypes: ['violations'],
    // By name: a whole category would bring its rules of level AAA.
    ...(colorScheme === 'dark' ? { runOnly: ['color-contrast', 'link-in-text-block'] } : {}),
  }
  const { violations } = (await page.evaluate(`axe.run(${JSON.stringify(options)})`)) as AxeResults
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  )
}
