import { readFileSync } from 'node:fs'
import { publishedPackages } from '@flowroute/testing'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

/** The text of a declaration file without its comments. */
function declarations(file: string): string {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022)
  return ts.createPrinter({ removeComments: true }).printFile(source)
}

describe.each(publishedPackages())('$name', ({ folder, entries }) => {
  const files = entries.map((source) => source.replace(/^.*\//, '').replace(/\.ts$/, ''))
  test.each(files.flatMap((name) => [`${name}.d.ts`, `${name}.d.cts`]))('%s does not mention any', (file) => {
    const text = declarations(`${folder}/dist/${file}`)
    expect(text).toMatch(/export/)
    expect(text).not.toMatch(/\bany\b/)
  })
})
