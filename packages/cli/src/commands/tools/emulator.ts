import { runCommand } from '@flowroute/emulator/command'
import type { Action } from '../../command.ts'
import { Failure } from '../../failures.ts'

/** Runs the emulator until it is told to stop. */
export const emulator: Action<object, [args: string[]]> = async ({ context }, _, args) => {
  const { stdout, stderr, signal } = context
  const exitCode = await runCommand(args, {
    write: (text) => void stdout.write(text),
    writeError: (text) => void stderr.write(text),
    stop: signal,
  })
  // It has said why itself.
  if (exitCode !== 0) throw new Failure('', { exitCode })
}
