import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { isCommandOnly, publishedPackages } from '../src/workspace/packages.ts'

const packages = (await publishedPackages()).filter(({ manifest }) => !isCommandOnly(manifest))

/** Where an editor would go from each name that a file of declarations declares. */
function destinations(file: string): { name: string; line: string }[] {
  const text = readFileSync(file, 'utf8')
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true)
  const map = new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')))
  const names = source.statements.flatMap((statement) => {
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.map(({ name }) => name)
    return 'name' in statement ? [statement.name as ts.Identifier] : []
  })
  return names.map((name) => {
    const { line, character } = source.getLineAndCharacterOfPosition(name.getStart())
    const entry = map.findEntry(line, character)
    if (!('originalSource' in entry)) return { name: name.getText(), line: 'nowhere' }
    const original = readFileSync(join(dirname(file), entry.originalSource), 'utf8')
    return { name: name.getText(), line: original.split('\n')[entry.originalLine] ?? '' }
  })
}

test.each(packages)('"go to definition" leads from $name to its sources', ({ folder }) => {
  const files = readdirSync(join(folder, 'dist')).filter((file) => /\.d\.c?ts$/.test(file))
  expect(files.length).toBeGreaterThan(1)
  for (const file of files) {
    expect(existsSync(join(folder, 'dist', `${file}.map`)), `${file}.map`).toBe(true)
    const found = destinations(join(folder, 'dist', file))
    const astray = found.filter(({ name, line }) => !line.split(/\W+/).includes(name))
    // One that only passes on what another file declares has nothing of its own to lead from.
    const passesOn = /^export \{.*\} from '\.\//m.test(readFileSync(join(folder, 'dist', file), 'utf8'))
    if (!passesOn) expect(found.length, file).toBeGreaterThan(0)
    expect(astray, file).toEqual([])
  }
})
