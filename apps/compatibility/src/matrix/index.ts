import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pack } from '../workspace/pack.ts'
import { isCommandOnly, publishedPackages } from '../workspace/packages.ts'
import { installTools } from '../workspace/tools.ts'
import { runMatrix } from './matrix.ts'
import { all } from './project.ts'
import { failures, renderMatrix } from './table.ts'
import type { Target } from './target.ts'
import { targets } from './targets.ts'

/**
 * Tries packages in runtimes, and prints the table.
 *
 * @param names packages and targets, such as `numbers` and `node22`; without a package all packages, without a target
 * all targets
 * @param options `keep`: leave the folders, and print where they are
 * @returns whether everything passed
 * @throws {Error} a name is unknown
 */
export async function checkRuntimes(names: readonly string[], { keep = false }): Promise<boolean> {
  const report = (line: string): void => console.error(line)
  const packages = await publishedPackages()
  // A command is tried in the project with all packages.
  const libraries = packages.filter(({ manifest }) => !isCommandOnly(manifest))
  const chosen = choose(names, [...libraries.map(({ slug }) => slug), all])
  const started = performance.now()
  const tools = await installTools(report)
  const folder = await mkdtemp(join(tmpdir(), 'flowroute-compatibility-'))
  try {
    report('Packing …')
    const packed = await pack(packages, join(folder, 'tarballs'))
    report('Installing each package alone, and trying it …')
    const { projects, rows } = await runMatrix({ packed, ...chosen, tools, folder })
    console.log(renderMatrix(rows, projects))
    const failed = failures(rows, projects).length
    const seconds = Math.round((performance.now() - started) / 1_000)
    console.log(`\n${failed === 0 ? 'All passed' : `${failed} failed`}, in ${seconds} seconds.`)
    return failed === 0
  } finally {
    if (keep) report(`The folders are in ${folder}`)
    else await rm(folder, { recursive: true, force: true })
  }
}

function choose(
  names: readonly string[],
  packages: readonly string[],
): { columns: readonly string[]; targets: readonly Target[] } {
  const known = [...packages, ...targets.map(({ name }) => name)]
  const unknown = names.find((name) => !known.includes(name))
  if (unknown !== undefined) throw new Error(`Unknown name "${unknown}"; known are: ${known.join(', ')}`)
  const columns = packages.filter((name) => names.includes(name))
  const named = targets.filter(({ name }) => names.includes(name))
  return {
    columns: columns.length > 0 ? columns : packages,
    targets: named.length > 0 ? named : targets,
  }
}
