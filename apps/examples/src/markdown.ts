import { fromMarkdown } from 'mdast-util-from-markdown'
import { visit } from 'unist-util-visit'
import type { Example, Finding } from './example.ts'
import { readFlags } from './flags.ts'

const languages: Readonly<Record<string, Example['language']>> = {
  ts: 'ts',
  typescript: 'ts',
  js: 'js',
  javascript: 'js',
}

/** The fenced blocks of TypeScript and JavaScript in a Markdown file; tells which have flags that are wrong. */
export function examplesOfMarkdown(file: string, text: string): { examples: Example[]; findings: Finding[] } {
  const examples: Example[] = []
  const findings: Finding[] = []
  // A visitor that returns a number makes `visit` jump.
  visit(fromMarkdown(text), 'code', ({ lang, meta, value, position }) => {
    // What the fence calls `ts:line-numbers` is for the site.
    const language = languages[lang?.replace(/[:{].*/, '') ?? '']
    if (language === undefined || position === undefined) return
    const line = position.start.line + 1
    try {
      examples.push({ file, line, language, lines: value.split('\n'), flags: readFlags(meta ?? '') })
    } catch (error) {
      findings.push({ origin: { file, line: line - 1 }, message: (error as Error).message })
    }
  })
  return { examples, findings }
}
