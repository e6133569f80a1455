import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Example } from '../../../examples/src/example.ts'
import { examplesOfMarkdown } from '../../../examples/src/markdown.ts'
import { assemble, unitsOf } from '../../../examples/src/unit.ts'
import { compile } from '../../playground/compile.ts'
import { modules } from '../../playground/modules.ts'
import { docsFolder } from '../folders.ts'

/** A program of the guides that runs in a page. */
export interface RunnableProgram {
  /** `guides/edge.md:13`: the page and the line of the block. */
  readonly id: string
  /** `guides/edge.md` */
  readonly page: string
  /** Title of the page, and the heading above the block if that is another one. */
  readonly title: string
  readonly heading: string | undefined
  /** What the block has. */
  readonly block: string
  /** What runs: the block, after those that it continues. */
  readonly source: string
}

/** Whether a page's programs are those of the playground: the start page, and each guide. */
export function hasPrograms(page: string): boolean {
  return page === 'index.md' || page.startsWith('guides/')
}

/** All programs of the start page and the guides that run in a page. */
export function programsOfSite(): RunnableProgram[] {
  const guides = readdirSync(join(docsFolder, 'guides')).filter((name) => name.endsWith('.md'))
  return ['index.md', ...guides.sort().map((name) => `guides/${name}`)].flatMap((page) =>
    programsOfPage(page, readFileSync(join(docsFolder, page), 'utf8')),
  )
}

/** The programs of a page that run in one, in their order. */
export function programsOfPage(page: string, markdown: string): RunnableProgram[] {
  const lines = markdown.split('\n')
  return unitsOf(examplesOfMarkdown(page, markdown).examples)
    .filter(({ isProgram }) => isProgram)
    .flatMap(({ examples }) => examples.map((_, index) => examples.slice(0, index + 1)))
    .filter((parts) => parts.every(({ flags }) => flags.norun === undefined))
    .map((parts) => toProgram(lines, parts))
    .filter(({ source }) => compile(source).imports.every((name) => name in modules))
}

/** The last one of some examples, after those that it continues. */
function toProgram(lines: readonly string[], parts: readonly Example[]): RunnableProgram {
  const { file: page, line, lines: block } = parts.at(-1) as Example
  const source = assemble(parts).map(({ text }) => text)
  return {
    id: `${page}:${line}`,
    page,
    ...headingsAbove(lines, line),
    block: block.join('\n'),
    source: source.join('\n'),
  }
}

/** The title of the page and the heading that are above a line, which counts from 1. */
function headingsAbove(
  lines: readonly string[],
  line: number,
): { title: string; heading: string | undefined } {
  let [title, heading, isCode]: [string, string | undefined, boolean] = ['', undefined, false]
  for (const text of lines.slice(0, line - 1)) {
    if (text.startsWith('```')) isCode = !isCode
    const [, marks, words = ''] = (!isCode && /^(#+) (.+)/.exec(text)) || []
    if (marks === '#') title = words
    else if (marks !== undefined) heading = words
  }
  return { title, heading }
}
