import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import pLimit from 'p-limit'
import { type Packed, pack } from '../workspace/pack.ts'
import { isCommandOnly, publishedPackages } from '../workspace/packages.ts'
import { run } from '../workspace/process.ts'
import { installTools, type Tools } from '../workspace/tools.ts'
import { contentProblems } from './tarball.ts'

/** A check of a tarball; it gives what is wrong. */
interface Check {
  name: string
  problems(packed: Packed, tools: Tools, folder: string): Promise<string[]>
}

const checks: readonly Check[] = [
  {
    name: 'publint --strict',
    problems: ({ tarball }, tools) => ran([tools.path('publint', 'src/cli.js'), 'run', tarball, '--strict']),
  },
  {
    name: 'are the types wrong',
    problems: async ({ tarball, manifest }, tools) =>
      isCommandOnly(manifest)
        ? []
        : ran([
            tools.path('@arethetypeswrong/cli', 'dist/index.js'),
            tarball,
            '--no-emoji',
            '--format',
            'ascii',
          ]),
  },
  { name: 'contents', problems: (packed, _, folder) => contentProblems(packed, folder) },
]

async function ran(args: readonly string[]): Promise<string[]> {
  const { code, output } = await run(process.execPath, args)
  return code === 0 ? [] : [output.trim()]
}

/** Checks the tarball of every package; gives whether all is well. */
export async function checkPackages(): Promise<boolean> {
  const tools = await installTools((text) => console.error(text))
  const folder = await mkdtemp(join(tmpdir(), 'flowroute-packages-'))
  try {
    const packed = await pack(await publishedPackages(), join(folder, 'tarballs'))
    const limit = pLimit(availableParallelism())
    const results = await Promise.all(
      packed.flatMap((entry) =>
        checks.map(async (check) => {
          const problems = await limit(() => check.problems(entry, tools, folder))
          return { name: entry.name, check: check.name, problems }
        }),
      ),
    )
    for (const { name, check, problems } of results) {
      console.log(`${problems.length === 0 ? '✔' : '✘'} ${name}: ${check}`)
      for (const problem of problems) console.log(problem.replace(/^/gm, '    '))
    }
    return results.every(({ problems }) => problems.length === 0)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
