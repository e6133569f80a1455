import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

/** An emulator as a user starts it: the command, in a process. */
export interface EmulatorCommand {
  /** The line of shell that it prints, which sets the variables of the SDK. */
  exportLine: string
  /** The same variables. */
  variables: Record<string, string>
  stop(): void
}

/**
 * Starts the emulator's command on a free port.
 *
 * @param folder where the emulator is installed
 * @throws {Error} it ended, or printed no variables
 */
export async function startEmulatorCommand(folder: string): Promise<EmulatorCommand> {
  const command = join(folder, 'node_modules/.bin/flowroute-emulator')
  const child = spawn(command, ['--port', '0'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  const exportLine = (await outputUntil(child, /^ *(export FR_BASE_URL=.*)\n/m))[1] as string
  const variables = [...exportLine.matchAll(/(FR_\w+)='([^']*)'/g)].map(([, name, value]) => [name, value])
  return { exportLine, variables: Object.fromEntries(variables), stop: () => child.kill() }
}

/**
 * Waits until a process has printed something.
 *
 * @throws {Error} it ended before
 */
export function outputUntil(child: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text
        const found = pattern.exec(output)
        if (found) resolve(found)
      })
    }
    child.on('error', reject)
    child.on('close', (code) => reject(new Error(`Exit code ${code}:\n${output}`)))
  })
}
