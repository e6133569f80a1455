import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import type { Context } from './context.ts'
import { usage } from './failures.ts'

/** The text of a file, or of stdin for `-`. */
export async function readInput(file: string, { stdin }: Context): Promise<string> {
  if (file !== '-') {
    return readFile(file, 'utf8').catch((error: Error) => {
      throw usage(`${file} cannot be read: ${error.message}`)
    })
  }
  // Nobody types into a command that did not ask.
  if (stdin.isTTY) throw usage('There is nothing on stdin: "-" reads from a pipe or a file.')
  return text(stdin)
}

/** The JSON object in a file, or on stdin. */
export async function readJson(file: string, context: Context): Promise<object> {
  const content = await readInput(file, context)
  try {
    const value: unknown = JSON.parse(content)
    if (typeof value === 'object' && value !== null) return value
  } catch {
    // Said below.
  }
  throw usage(`${file === '-' ? 'stdin' : file} is not a JSON object.`)
}
