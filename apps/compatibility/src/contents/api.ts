import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type PublishedPackage, publishedPackages } from '../workspace/packages.ts'
import { run } from '../workspace/process.ts'
import { apiReports } from './api-report.ts'

/**
 * Compares what each package's build declares with what is kept in its folder `api`; gives whether they are the same.
 *
 * @param update keep what the builds declare, instead of comparing
 */
export async function checkApi({ update = false }): Promise<boolean> {
  const packages = await publishedPackages()
  const differences = await Promise.all(packages.map((entry) => (update ? keep(entry) : compare(entry))))
  const said = differences.flat()
  for (const difference of said) console.log(difference)
  if (update || said.length === 0) {
    console.log(`The public surface of ${packages.length} packages is ${update ? 'kept' : 'as it is kept'}.`)
    return true
  }
  console.log('\nThe public surface has changed. If that is meant: npx -y pnpm api --update')
  return false
}

const folderOf = ({ folder }: PublishedPackage): string => join(folder, 'api')

async function keep(entry: PublishedPackage): Promise<string[]> {
  await rm(folderOf(entry), { recursive: true, force: true })
  await mkdir(folderOf(entry))
  for (const { file, text } of apiReports(entry)) await writeFile(join(folderOf(entry), file), text)
  return []
}

/** The differences of a package, as `diff` writes them. */
export async function compare(entry: PublishedPackage): Promise<string[]> {
  const reports = apiReports(entry)
  const kept = await readdir(folderOf(entry)).catch(() => [] as string[])
  const gone = kept.filter((file) => !reports.some((report) => report.file === file))
  const differences = await Promise.all(
    reports.map(async ({ file, text }) => {
      if (!kept.includes(file)) return [`${entry.name} has a new entry, ${file}.`]
      const before = join(folderOf(entry), file)
      return (await readFile(before, 'utf8')) === text ? [] : [await difference(entry.name, before, text)]
    }),
  )
  return [...gone.map((file) => `${entry.name} has no entry ${file} any more.`), ...differences.flat()]
}

async function difference(name: string, before: string, text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'flowroute-api-'))
  try {
    const after = join(folder, 'now.d.ts')
    await writeFile(after, text)
    const { output } = await run('diff', [
      '-u',
      '--label',
      `${name}, kept`,
      '--label',
      `${name}, built`,
      before,
      after,
    ])
    return output
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
