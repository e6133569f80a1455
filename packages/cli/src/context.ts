import process from 'node:process'

/** What a command has of the world around it. */
export interface Context {
  readonly stdin: NodeJS.ReadStream
  /** Data: nothing else is written here. */
  readonly stdout: NodeJS.WriteStream
  /** Talk: questions, progress, errors. */
  readonly stderr: NodeJS.WriteStream
  readonly env: NodeJS.ProcessEnv
  /** Aborted when the command is to stop. */
  readonly signal: AbortSignal
}

/** The context of this process, whose signals abort it; asked twice, the process ends at once. */
export function processContext(): Context {
  const stop = new AbortController()
  for (const [signal, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
  ] as const) {
    process.on(signal, () => {
      if (stop.signal.aborted) process.exit(128 + number)
      stop.abort(new Interrupted(128 + number))
    })
  }
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // The reader, such as `head`, has seen enough. What was under way must not go on unseen.
      if (error.code !== 'EPIPE') throw error
      stop.abort(new Interrupted(0))
    })
  }
  const { stdin, stdout, stderr, env } = process
  return { stdin, stdout, stderr, env, signal: stop.signal }
}

/** Why the signal of a context is aborted. */
export class Interrupted extends Error {
  /** The exit code of the process. */
  readonly exitCode: number

  constructor(exitCode: number) {
    super('Interrupted.')
    this.exitCode = exitCode
  }
}

/** Whether somebody is there to be asked. */
export function isInteractive({ stdin, stderr }: Context): boolean {
  return stdin.isTTY === true && stderr.isTTY === true
}
