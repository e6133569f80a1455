import { publishedPackages } from '@flowroute/testing'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

const packages = publishedPackages()
const entry = (folder: string, source = 'src/index.ts'): string => `${folder}/${source}`

const program = ts.createProgram(
  packages.flatMap(({ folder, entries }) => entries.map((source) => entry(folder, source))),
  {
    module: ts.ModuleKind.Preserve,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
    customConditions: ['flowroute-source'],
    allowImportingTsExtensions: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
  },
)
const checker = program.getTypeChecker()

const hasTag = (symbol: ts.Symbol, name: string): boolean =>
  symbol.getJsDocTags(checker).some((tag) => tag.name === name)

const hasText = (symbol: ts.Symbol): boolean =>
  ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim() !== ''

function exportsOf(folder: string, source?: string): ts.Symbol[] {
  const file = program.getSourceFile(entry(folder, source))
  const module = file && checker.getSymbolAtLocation(file)
  if (module === undefined) throw new Error(`${entry(folder, source)} exports nothing`)
  return checker
    .getExportsOfModule(module)
    .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))
}

/** The public methods of a class, such as a resource's. */
function methodsOf(symbol: ts.Symbol): ts.Symbol[] {
  return [...(symbol.members?.values() ?? [])].filter(
    ({ flags, name }) => flags & ts.SymbolFlags.Method && !name.startsWith('__') && !name.includes('#'),
  )
}

describe.each(packages)('$name', ({ folder, entries }) => {
  const exported = entries.flatMap((source) => exportsOf(folder, source))

  test('exports something', () => {
    expect(exported.length).toBeGreaterThan(0)
  })

  test('every export has a docstring with an example', () => {
    const lacking = exported.filter((symbol) => !hasText(symbol) || !hasTag(symbol, 'example'))
    expect(lacking.map((symbol) => symbol.name)).toEqual([])
  })
})

/** Packages without a class whose methods are endpoints. */
const others = ['core', 'emulator', 'otel', 'outbox', 'webhooks'].map((name) => `@flowroute/${name}`)

const resources = packages.filter(({ name }) => !others.includes(name))

describe.each(resources)('the class of $name', ({ folder }) => {
  const classes = exportsOf(folder).filter((symbol) => symbol.flags & ts.SymbolFlags.Class)

  test('is there', () => {
    expect(classes.length).toBeGreaterThan(0)
  })

  test.each(classes.flatMap(methodsOf).map((method) => [method.name, method] as const))(
    '%s has a docstring with an example',
    (_, method) => {
      expect(hasText(method)).toBe(true)
      expect(hasTag(method, 'example')).toBe(true)
    },
  )

  test('names the pages its endpoints come from', () => {
    expect(classes.flatMap(methodsOf).some((method) => hasTag(method, 'see'))).toBe(true)
  })
})
