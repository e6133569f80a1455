import { join } from 'node:path'
import ts from 'typescript'
import type { Finding, Origin } from './example.ts'
import type { Line } from './unit.ts'

/** A module to check. */
export interface Module {
  /** A file name in the folder of the examples, such as `readme-12.ts`; nothing is written. */
  readonly name: string
  readonly lines: readonly Line[]
  /** Where findings in lines of the checker's own are reported. */
  readonly origin: Origin
}

/** As strict as the repository itself, but that examples need not use all that they declare, and say `process.env.NAME`. */
const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: [
    'lib.es2023.d.ts',
    'lib.dom.d.ts',
    'lib.dom.iterable.d.ts',
    'lib.dom.asynciterable.d.ts',
    'lib.esnext.disposable.d.ts',
  ],
  // What Jest and Vitest have as globals, for parts of tests.
  types: ['node', 'vitest/globals'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  noEmit: true,
  allowJs: true,
  checkJs: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noImplicitOverride: true,
  noFallthroughCasesInSwitch: true,
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
  skipLibCheck: true,
}

/** A type imported without `type`: lines of the checker import all that a package exports, values and types alike. */
const typeImportedAsValue = 1484

/**
 * Type-checks modules in one program, with the packages as users see them: through `exports`, built.
 *
 * @param folder where the modules would be: their imports are found from there
 */
export function typeCheck(modules: readonly Module[], folder: string): Finding[] {
  const byPath = new Map(modules.map((module) => [join(folder, module.name), module]))
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile, getSourceFile } = host
  host.getCurrentDirectory = () => folder
  host.fileExists = (path) => byPath.has(path) || fileExists(path)
  host.readFile = (path) => textOf(byPath.get(path)) ?? readFile(path)
  host.getSourceFile = (path, version, ...rest) => {
    const text = textOf(byPath.get(path))
    return text === undefined
      ? getSourceFile(path, version, ...rest)
      : ts.createSourceFile(path, text, version, true)
  }
  const program = ts.createProgram([...byPath.keys()], options, host)
  const findings: Finding[] = []
  const report = (origin: Origin, { code, messageText }: ts.Diagnostic): void => {
    const message = ts.flattenDiagnosticMessageText(messageText, '\n').split('\n', 3).join(' ')
    findings.push({ origin, message: `TS${code}: ${message}` })
  }
  for (const diagnostic of [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics()]) {
    report({ file: 'the compiler', line: 0 }, diagnostic)
  }
  for (const [path, module] of byPath) {
    const source = program.getSourceFile(path)
    if (source === undefined) throw new Error(`${path} is not in the program`)
    for (const diagnostic of [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ]) {
      const line = source.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line
      const origin = module.lines[line]?.origin
      if (origin === undefined && diagnostic.code === typeImportedAsValue) continue
      report(origin ?? module.origin, diagnostic)
    }
  }
  return findings
}

function textOf(module: Module | undefined): string | undefined {
  return module?.lines.map(({ text }) => text).join('\n')
}
