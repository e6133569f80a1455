import { join } from 'node:path'
import { docstringPreludes } from './docstring-preludes.ts'
import { type Example, type Finding, placeOf } from './example.ts'
import { fenceContexts } from './fence-contexts.ts'
import { readExamples, rootFolder } from './files.ts'
import type { Program } from './program.ts'
import { runPrograms } from './run.ts'
import { type Module, typeCheck } from './type-check.ts'
import { assemble, type Unit, unitsOf } from './unit.ts'

/** The packages that examples may import are dependencies of this app. */
const appFolder = join(rootFolder, 'apps/examples')

/** What became of examples. */
export interface Outcome {
  readonly findings: Finding[]
  readonly typeChecked: number
  readonly ran: number
  /** Those with a reason not to run them. */
  readonly notRun: number
}

/** Checks the examples of the documentation; prints what is wrong with them, and how many there are. */
export async function checkExamples(files: readonly string[], { run }: { run: boolean }): Promise<boolean> {
  const { examples, findings } = await readExamples(
    (file) => files.length === 0 || files.some((part) => file.includes(part)),
  )
  const outcome = await check(examples, { run })
  findings.push(...outcome.findings)
  for (const { origin, message } of findings) {
    console.log(`✘ ${placeOf(origin)}: ${message.trim().replaceAll('\n', '\n    ')}`)
  }
  const inMarkdown = examples.filter(({ docstringOf }) => docstringOf === undefined).length
  console.log(
    `${examples.length} examples: ${inMarkdown} in Markdown, ${examples.length - inMarkdown} in docstrings. ` +
      `${outcome.typeChecked} type-checked, ${outcome.ran} run, ${outcome.notRun} programs not run for a stated reason.`,
  )
  return findings.length === 0
}

/** Type-checks examples, and runs those that are programs. */
export async function check(examples: readonly Example[], { run }: { run: boolean }): Promise<Outcome> {
  const units = unitsOf(examples)
  const preludeOf = docstringPreludes(appFolder)
  const findings = typeCheck(
    units.map((unit) => moduleOf(unit, preludeOf)),
    appFolder,
  )
  const runnable = units.filter(({ isProgram }) => isProgram).map(runnableOf)
  const ran = run ? runnable.filter((part) => part.length > 0) : []
  findings.push(...(await runPrograms(ran.map(programOf), appFolder)))
  return {
    findings,
    typeChecked: examples.length,
    ran: ran.flat().length,
    notRun: examples.filter(({ flags }) => flags.norun !== undefined).length,
  }
}

/** The part of a program that is to be run. */
function runnableOf({ examples }: Unit): Example[] {
  return examples[0].flags.norun === undefined
    ? examples.filter(({ flags }) => flags.norun === undefined)
    : []
}

function programOf(examples: readonly Example[]): Program {
  const [first] = examples as [Example]
  return {
    name: nameOf(first),
    lines: assemble(examples),
    isCommonJs: isCommonJs(first),
    origin: { file: first.file, line: first.line },
  }
}

function moduleOf({ examples, isProgram }: Unit, preludeOf: (docstringOf: string) => string[]): Module {
  const [first] = examples
  const { docstringOf, flags, file, line } = first
  const prelude =
    docstringOf !== undefined && !isProgram
      ? preludeOf(docstringOf)
      : flags.context.map((name) => declarationOf(name, first))
  const lines = assemble(examples, prelude)
  const extension = isCommonJs(first) && first.language === 'js' ? 'cjs' : first.language
  return {
    name: `${nameOf(first)}.${extension}`,
    // Without an import it would be a script, whose names all others see.
    lines: isCommonJs(first) ? lines : [...lines, { text: 'export {}' }],
    origin: { file, line },
  }
}

function declarationOf(name: string, example: Example): string {
  const declaration = fenceContexts[name]
  if (declaration === undefined) throw new Error(`${placeOf(example)}: fence-contexts.ts has no ${name}`)
  return declaration
}

function nameOf({ file, line }: Example): string {
  return `${file.replaceAll(/\W+/g, '-')}-${line}`
}

function isCommonJs({ lines }: Example): boolean {
  return lines.some((line) => /\brequire\(/.test(line))
}
