import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { rootFolder } from '../folders.ts'

/** One file of a published client package. */
export interface Source {
  /** Name of the package, such as `@flowroute/core`. */
  packageName: string
  file: ts.SourceFile
}

/** What is not for applications that talk to Flowroute, or has no errors of ours. */
const others = new Set(['build', 'cli', 'emulator', 'otel', 'testing'])

/** All sources of the client packages, parsed. */
export function readSources(): Source[] {
  const packages = join(rootFolder, 'packages')
  return readdirSync(packages)
    .filter((name) => !others.has(name))
    .flatMap((name) => {
      const folder = join(packages, name, 'src')
      return readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.ts'))
        .sort()
        .map((path) => ({
          packageName: `@flowroute/${name}`,
          file: ts.createSourceFile(
            path,
            readFileSync(join(folder, path), 'utf8'),
            ts.ScriptTarget.Latest,
            true,
          ),
        }))
    })
}

/** The documentation of a declaration: its text, and its tags by name. */
export interface Documentation {
  text: string
  tags(name: string): string[]
}

/** Reads what is written above a declaration; links to other declarations become code. */
export function documentationOf(node: ts.Node): Documentation {
  const blocks = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc)
  const last = blocks.at(-1)
  return {
    text: last === undefined ? '' : plain(ts.getTextOfJSDocComment(last.comment)),
    tags: (name) =>
      ts
        .getJSDocTags(node)
        .filter(({ tagName }) => tagName.text === name)
        .map((tag) =>
          tag
            .getText()
            .replace(/^\s*\*( |$)/gm, '')
            .replace(/^@\w+\s*/, '')
            .trim(),
        ),
  }
}

const plain = (text = ''): string =>
  text
    .replaceAll(/\{@link\s+([^\s}|]+)[^}]*\}/g, '`$1`')
    .replaceAll(/(?<!\n)\n(?!\n)/g, ' ')
    .trim()

/** The declarations that a package's users can import, by the export lists of its entries. */
export function exportedNames(sources: readonly Source[]): Set<string> {
  const names = new Set<string>()
  for (const { file } of sources) {
    for (const statement of file.statements) {
      if (!ts.isExportDeclaration(statement) || statement.exportClause === undefined) continue
      if (ts.isNamedExports(statement.exportClause)) {
        for (const { name } of statement.exportClause.elements) names.add(name.text)
      }
    }
  }
  return names
}
