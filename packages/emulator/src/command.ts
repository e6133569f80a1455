import { Command, CommanderError, InvalidArgumentError } from 'commander'
import { type EmulatorServer, startEmulator } from './server.ts'

/** What the command has of the world around it. */
export interface CommandIo {
  /** Standard output. */
  write(text: string): void
  /** Standard error. */
  writeError(text: string): void
  /** Aborted when the command is to stop. */
  stop: AbortSignal
}

const defaultPort = 4010

/** Runs the emulator until it is told to stop; gives the exit code. `args` are those after the program's name. */
export async function runCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const command = describeCommand(io)
  let server: EmulatorServer
  try {
    server = await startEmulator(command.parse(args, { from: 'user' }).opts())
  } catch (error) {
    // Commander has said what is wrong already.
    if (error instanceof CommanderError) return error.exitCode
    io.writeError(`${explain(error)}\n`)
    return 1
  }
  io.write(greeting(server))
  await untilAborted(io.stop)
  await server.close()
  io.write('Stopped.\n')
  return 0
}

function describeCommand(io: CommandIo): Command {
  return new Command('flowroute-emulator')
    .description('A local Flowroute: its REST API, in memory, on this machine.')
    .option('--port <number>', 'TCP port; 0 for any that is free', wholeNumber(65_535), defaultPort)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--access-key <key>', 'HTTP Basic user that requests must show')
    .option('--secret-key <key>', 'HTTP Basic password that requests must show')
    .option('--seed <number>', 'the same seed gives the same inventory and ids', wholeNumber(0xffff_ffff), 1)
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.write(text), writeErr: (text) => io.writeError(text) })
}

function wholeNumber(maximum: number): (text: string) => number {
  return (text) => {
    if (!/^\d+$/.test(text) || Number(text) > maximum) {
      throw new InvalidArgumentError(`It must be a whole number from 0 to ${maximum}.`)
    }
    return Number(text)
  }
}

function greeting({ url, accessKey, secretKey }: EmulatorServer): string {
  const search = `${url}/v2/numbers/available?state=WA&limit=3`
  return `The Flowroute emulator listens on ${url}

  access key  ${accessKey}
  secret key  ${secretKey}

Point a program of the SDK at it:
  export FR_BASE_URL=${quote(url)} FR_ACCESS_KEY=${quote(accessKey)} FR_SECRET_KEY=${quote(secretKey)}

Try it:
  curl -u ${quote(`${accessKey}:${secretKey}`)} ${quote(search)}

Stop it with Ctrl+C; what it holds is in memory only.
`
}

/** As one word of a POSIX shell. */
function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}

function explain(error: unknown): string {
  const { code, message, port, address } = error as NodeJS.ErrnoException & {
    port?: number
    address?: string
  }
  if (code === 'EADDRINUSE') {
    return `Port ${port} on ${address} is taken. Choose another with --port, or --port 0 for any that is free.`
  }
  return `The emulator could not start: ${message}`
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
