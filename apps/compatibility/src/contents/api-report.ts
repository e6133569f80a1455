import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import ts from 'typescript'
import type { PublishedPackage } from '../workspace/packages.ts'

/** The public surface of one entry of a package. */
export interface ApiReport {
  /** Such as `index.d.ts`. */
  file: string
  text: string
}

const options: ts.CompilerOptions = {
  module: ts.ModuleKind.Preserve,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  target: ts.ScriptTarget.ES2022,
  noEmit: true,
  types: [],
}
const printer = ts.createPrinter({ removeComments: true })

/**
 * What a package's built declarations let a user see, without comments: first what is exported, then what that is made
 * of, each in alphabetical order, so that nothing but a change of the surface changes it.
 *
 * @throws {Error} it is not built
 */
export function apiReports({ name, folder, manifest }: PublishedPackage): ApiReport[] {
  const dist = resolve(folder, 'dist')
  const entries = Object.values(manifest.exports ?? {}).flatMap((entry) => typesOf(entry) ?? [])
  const files = entries.map((entry) => resolve(folder, entry))
  const program = ts.createProgram(files, options)
  const checker = program.getTypeChecker()
  return files.map((file) => {
    const source = program.getSourceFile(file)
    const module = source && checker.getSymbolAtLocation(source)
    if (module === undefined) {
      throw new Error(`${name} has no ${file}; there are: ${readdirSync(dist).join(', ')}`)
    }
    return { file: file.slice(dist.length + 1), text: surfaceOf(module, checker, dist) }
  })
}

/** The declarations that ES modules get; those for CommonJS are made of the same. */
function typesOf(entry: unknown): string | undefined {
  return (entry as { import?: { types?: string } }).import?.types
}

function surfaceOf(module: ts.Symbol, checker: ts.TypeChecker, dist: string): string {
  const exported = checker.getExportsOfModule(module)
  const own = exported.map((symbol) => ({ name: symbol.name, symbol: unaliased(symbol, checker) }))
  const printed = own.map(({ name, symbol }) => ({ name, text: textOf(name, symbol, dist) }))
  const inner = reachedFrom(
    own.map(({ symbol }) => symbol),
    checker,
    dist,
  ).map((symbol) => ({ name: symbol.name, text: textOf(symbol.name, symbol, dist) }))
  const sections = [
    '// The public surface, kept to be compared. Change it with: npx -y pnpm api --update',
    ...inOrder(printed),
    ...(inner.length > 0 ? ['// Not exported, but part of what is.', ...inOrder(inner)] : []),
  ]
  return `${sections.join('\n\n')}\n`
}

const inOrder = (items: { name: string; text: string }[]): string[] =>
  items.sort((one, other) => (one.name < other.name ? -1 : 1)).map(({ text }) => text)

function unaliased(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
}

/** The declarations of a symbol in the package itself. */
function declarationsIn(symbol: ts.Symbol, dist: string): ts.Node[] {
  return (symbol.declarations ?? [])
    .filter((node) => node.getSourceFile().fileName.startsWith(join(dist, '/').replaceAll('\\', '/')))
    .map((node) => (ts.isVariableDeclaration(node) ? node.parent.parent : node))
}

function textOf(name: string, symbol: ts.Symbol, dist: string): string {
  const declarations = declarationsIn(symbol, dist)
  if (declarations.length === 0) return `export { ${name} } // of another package`
  const texts = declarations.map((node) =>
    printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile()),
  )
  const renamed = name === symbol.name ? [] : [`export { ${symbol.name} as ${name} }`]
  return [...texts, ...renamed].join('\n')
}

/** What else of the package the given symbols mention, in any depth. */
function reachedFrom(symbols: readonly ts.Symbol[], checker: ts.TypeChecker, dist: string): ts.Symbol[] {
  const known = new Set(symbols)
  const found: ts.Symbol[] = []
  const pending = [...symbols]
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const named = checker.getSymbolAtLocation(node)
      const symbol = named && unaliased(named, checker)
      if (symbol && !known.has(symbol) && isTopLevel(symbol) && declarationsIn(symbol, dist).length > 0) {
        known.add(symbol)
        found.push(symbol)
        pending.push(symbol)
      }
    }
    ts.forEachChild(node, visit)
  }
  for (let symbol = pending.pop(); symbol !== undefined; symbol = pending.pop()) {
    declarationsIn(symbol, dist).forEach(visit)
  }
  return found
}

/** Declared in a module itself, not in something of it as a member or parameter is. */
function isTopLevel({ declarations = [] }: ts.Symbol): boolean {
  return declarations.some((node) => {
    const statement = ts.isVariableDeclaration(node) ? node.parent.parent : node
    return statement.parent !== undefined && ts.isSourceFile(statement.parent)
  })
}
