import ts from 'typescript'
import { type Example, noFlags } from './example.ts'

/**
 * The `@example` tags in a source file's docstrings.
 *
 * @param docstringOf the name of the package it is in
 */
export function examplesOfDocstrings(file: string, text: string, docstringOf: string): Example[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const examples = new Map<number, Example>()
  const visit = (node: ts.Node): void => {
    for (const tag of ts.getJSDocTags(node)) {
      if (tag.tagName.text !== 'example' || examples.has(tag.pos)) continue
      const { line, lines } = codeOf(source, tag)
      examples.set(tag.pos, { file, line, language: 'ts', lines, flags: noFlags, docstringOf })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return [...examples.values()]
}

/** A tag's text as it is written, without the asterisks: the compiler's own form joins and trims lines. */
function codeOf(source: ts.SourceFile, tag: ts.JSDocTag): { line: number; lines: string[] } {
  const start = tag.tagName.end
  const lines = source.text
    .slice(start, tag.end)
    .replace(/\*\/\s*$/, '')
    .split('\n')
    .map((line, index) => (index === 0 ? line.trim() : line.replace(/^\s*\* ?/, '').trimEnd()))
  let line = source.getLineAndCharacterOfPosition(start).line + 1
  while (lines.length > 1 && lines[0] === '') {
    lines.shift()
    line += 1
  }
  while (lines.length > 1 && lines.at(-1) === '') lines.pop()
  return { line, lines }
}
