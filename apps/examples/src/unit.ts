import ts from 'typescript'
import { type Example, type Origin, placeOf } from './example.ts'

/** A line of code, and where it comes from; lines that the checker adds come from nowhere. */
export interface Line {
  readonly text: string
  readonly origin?: Origin
}

/**
 * Examples that are read together: one, and those that continue it. The first one's code is at the top, each other one's
 * in a block inside the one before, so that it sees the names before it and may use them anew.
 */
export interface Unit {
  readonly examples: readonly [Example, ...Example[]]
  /** Whether it is a program: it imports one of our packages, and no context is declared for it. */
  readonly isProgram: boolean
}

const importOfOurs = /\b(?:from\s*|import\s*\(?\s*|require\s*\(\s*)['"]@flowroute\//

function isProgram({ lines, flags }: Example): boolean {
  return flags.context.length === 0 && importOfOurs.test(lines.join('\n'))
}

/**
 * Puts examples together with the program of their file that they continue: the last one before them that can be run.
 *
 * @throws {Error} one continues nothing
 */
export function unitsOf(examples: readonly Example[]): Unit[] {
  const units: [Example, ...Example[]][] = []
  let program: Example[] | undefined
  for (const example of examples) {
    if (!example.flags.continues) {
      const unit: [Example] = [example]
      units.push(unit)
      if (isProgram(example) && example.flags.norun === undefined) program = unit
    } else if (program?.[0]?.file === example.file) program.push(example)
    else throw new Error(`${placeOf(example)}: there is no program before it that it could continue`)
  }
  return units.map((chain) => ({ examples: chain, isProgram: isProgram(chain[0]) }))
}

/**
 * The lines of a module made of examples.
 *
 * @param prelude lines that come first; unless they export something, the examples may use its names anew
 */
export function assemble(examples: readonly Example[], prelude: readonly string[] = []): Line[] {
  const imports: Line[] = []
  const imported = new Set(importsOf(prelude).flatMap(({ names }) => [...names.keys()]))
  const body: Line[] = []
  let open = 0
  const enter = (text: string): void => {
    body.push({ text })
    open += 1
  }
  // What exports has to be at the top.
  const exports = examples.some(({ lines }) => lines.some((line) => line.startsWith('export ')))
  if (prelude.length > 0 && !exports) enter('export async function example() {')
  for (const example of examples) {
    if (body.some(({ origin }) => origin !== undefined)) enter('{')
    const lines = example.lines.map((text, index) => ({ text, origin: originOf(example, index) }))
    if (open === 0) {
      body.push(...lines)
      for (const { names } of importsOf(example.lines)) for (const name of names.keys()) imported.add(name)
      continue
    }
    for (const { from, to, module, names } of importsOf(example.lines)) {
      // The place is kept: what follows has the same line.
      for (const line of lines.slice(from, to + 1)) line.text = ''
      const missing = [...names].filter(([name]) => !imported.has(name))
      for (const [name] of missing) imported.add(name)
      const whole = example.lines.slice(from, to + 1).join(' ')
      const text =
        missing.length === names.size
          ? whole
          : `import { ${missing.map(([, text]) => text).join(', ')} } from ${module}`
      if (missing.length > 0) imports.push({ text, origin: originOf(example, from) })
    }
    body.push(...lines)
  }
  for (; open > 0; open -= 1) body.push({ text: '}' })
  return [...prelude.map((text) => ({ text })), ...imports, ...body]
}

function originOf({ file, line }: Example, index: number): Origin {
  return { file, line: line + index }
}

interface Import {
  /** Its first and last line, from 0. */
  from: number
  to: number
  /** In quotes. */
  module: string
  /** What it brings: local names, and the text of each. */
  names: ReadonlyMap<string, string>
}

function importsOf(lines: readonly string[]): Import[] {
  const source = ts.createSourceFile('example.ts', lines.join('\n'), ts.ScriptTarget.Latest, true)
  const lineAt = (position: number): number => source.getLineAndCharacterOfPosition(position).line
  return source.statements.filter(ts.isImportDeclaration).map((statement) => {
    const names = new Map<string, string>()
    const { name, namedBindings } = statement.importClause ?? {}
    if (name !== undefined) names.set(name.text, name.text)
    if (namedBindings !== undefined && ts.isNamedImports(namedBindings)) {
      for (const element of namedBindings.elements) names.set(element.name.text, element.getText())
    } else if (namedBindings !== undefined) names.set(namedBindings.name.text, namedBindings.getText())
    return {
      from: lineAt(statement.getStart()),
      to: lineAt(statement.end),
      module: statement.moduleSpecifier.getText(),
      names,
    }
  })
}
