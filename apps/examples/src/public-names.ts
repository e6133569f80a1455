import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import ts from 'typescript'

/** The names that a module of ours exports, from its built declarations. */
export function publicNamesOf(specifier: string, folder: string): string[] {
  const resolved = createRequire(join(folder, 'examples.cjs')).resolve(specifier)
  const declarations = resolved.replace(/\.c?js$/, '.d.ts')
  const source = ts.createSourceFile(declarations, readFileSync(declarations, 'utf8'), ts.ScriptTarget.Latest)
  return source.statements.flatMap((statement) =>
    ts.isExportDeclaration(statement) &&
    statement.exportClause !== undefined &&
    ts.isNamedExports(statement.exportClause)
      ? statement.exportClause.elements.map(({ name }) => name.text)
      : [],
  )
}
