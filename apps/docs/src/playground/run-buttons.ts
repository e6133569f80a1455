import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MarkdownRenderer } from 'vitepress'
import { docsFolder } from '../folders.ts'
import { hasPrograms, programsOfPage, type RunnableProgram } from './programs.ts'

interface Environment {
  /** Of the page, such as `guides/edge.md`. */
  relativePath?: string
}

/** Puts each block that runs in a page into the component that has the button "Run and edit". */
export function runButtons(markdown: MarkdownRenderer): void {
  const render = markdown.renderer.rules.fence
  if (render === undefined) throw new Error('There is no rule for fences')
  const programs = new WeakMap<Environment, RunnableProgram[]>()
  /** Once for all blocks of a page. */
  const programsOf = (environment: Environment): RunnableProgram[] => {
    const known = programs.get(environment)
    if (known !== undefined) return known
    const { relativePath: page = '' } = environment
    const found = hasPrograms(page) ? programsOfPage(page, readFileSync(join(docsFolder, page), 'utf8')) : []
    programs.set(environment, found)
    return found
  }
  markdown.renderer.rules.fence = (tokens, index, options, environment: Environment, self) => {
    const html = render(tokens, index, options, environment, self)
    const text = tokens[index]?.content.trimEnd()
    // By its text: a page's first lines are not counted here.
    const program = programsOf(environment).find(({ block }) => block === text)
    return program === undefined ? html : `<RunProgram id="${program.id}">${html}</RunProgram>\n`
  }
}
