import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { together } from './consumers.ts'
import { tryMatrix } from './matrix.ts'
import { pack } from './pack.ts'
import { publishedPackages } from './packages.ts'
import { allRuntimes } from './runtimes/all.ts'
import { failures, renderMatrix } from './table.ts'
import { installTools } from './tools.ts'

/**
 * Prints the table; gives whether all passed.
 *
 * @param names packages and runtimes; none of a kind means all of it
 * @throws {Error} there is nothing of that name
 */
export async function tryRuntimes(names: readonly string[], { keep = false }): Promise<boolean> {
  const say = (text: string): void => console.error(text)
  const packages = await publishedPackages()
  const { columns, runtimes } = choose(names, [...packages.map(({ slug }) => slug), together])
  const started = performance.now()
  const tools = await installTools(say)
  const folder = await mkdtemp(join(tmpdir(), 'flowroute-compatibility-'))
  try {
    say('Packing …')
    const packed = await pack(packages, join(folder, 'tarballs'))
    say('Installing each package alone, and trying it …')
    const { consumers, rows } = await tryMatrix({ packed, columns, runtimes, tools, folder })
    console.log(renderMatrix(rows, consumers))
    const failed = failures(rows, consumers).length
    const seconds = Math.round((performance.now() - started) / 1_000)
    console.log(`\n${failed === 0 ? 'All passed' : `${failed} failed`}, in ${seconds} seconds.`)
    return failed === 0
  } finally {
    if (keep) say(`The folders are in ${folder}`)
    else await rm(folder, { recursive: true, force: true })
  }
}

function choose(names: readonly string[], packages: readonly string[]) {
  for (const name of names) {
    if (!packages.includes(name) && !allRuntimes.some((runtime) => runtime.name === name)) {
      const known = [...packages, ...allRuntimes.map((runtime) => runtime.name)].join(', ')
      throw new Error(`There is no "${name}"; there are: ${known}`)
    }
  }
  const columns = packages.filter((name) => names.includes(name))
  const runtimes = allRuntimes.filter(({ name }) => names.includes(name))
  return {
    columns: columns.length > 0 ? columns : packages,
    runtimes: runtimes.length > 0 ? runtimes : allRuntimes,
  }
}
