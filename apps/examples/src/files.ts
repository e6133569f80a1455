import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { examplesOfDocstrings } from './docstrings.ts'
import type { Example, Finding } from './example.ts'
import { examplesOfMarkdown } from './markdown.ts'

/** The root of the repository; this file is in a folder of `apps/examples`, built or not. */
export const rootFolder = fileURLToPath(new URL('../../../', import.meta.url))

/** Its examples are checked where they come from. */
const isGenerated = /^<!-- Generated from the sources/

/** Every example of the documentation: Markdown, and the sources of the packages that are published. */
export async function readExamples(
  isWanted: (file: string) => boolean,
): Promise<{ examples: Example[]; findings: Finding[] }> {
  const examples: Example[] = []
  const findings: Finding[] = []
  for (const file of (await filesOfRepository()).filter(isWanted)) {
    const text = await readFile(join(rootFolder, file), 'utf8')
    const [, name] = /^packages\/([^/]+)\/src\//.exec(file) ?? []
    if (name !== undefined) examples.push(...examplesOfDocstrings(file, text, name))
    else if (!isGenerated.test(text)) {
      const read = examplesOfMarkdown(file, text)
      examples.push(...read.examples)
      findings.push(...read.findings)
    }
  }
  return { examples, findings }
}

/** What git does not ignore: generated pages are not looked at. */
async function filesOfRepository(): Promise<string[]> {
  const options = ['--cached', '--others', '--exclude-standard', '--deduplicate', '-z']
  const { stdout } = await promisify(execFile)(
    'git',
    ['ls-files', ...options, '--', '*.md', 'packages/*/src/**.ts'],
    {
      cwd: rootFolder,
      maxBuffer: 2 ** 26,
    },
  )
  return stdout
    .split('\0')
    .filter((file) => file !== '' && !/^\.changeset\/|CHANGELOG|^packages\/testing\//.test(file))
    .sort()
}
