import { writeFile } from 'node:fs/promises'
import { CommanderError } from 'commander'
import { type CommandOptions, type InitOptions, readOptions } from './command/options.ts'
import { jsonPrinter, type Printer, quietPrinter, textPrinter } from './command/printer.ts'
import { StateFile } from './command/state-file.ts'
import { StateLockedError } from './command/state-lock.ts'
import { worldExample } from './command/world-example.ts'
import { readWorldFile, WorldFileError } from './command/world-file.ts'
import { prepareWorld, withOptions, withoutLatency } from './command/world-options.ts'
import { isLoopback } from './http/host.ts'
import { type EmulatorServer, startServer } from './server.ts'
import type { EmulatorSnapshot } from './snapshot/document.ts'

/**
 * What the command has of the world around it.
 *
 * @example const io: CommandIo = { write: (text) => process.stdout.write(text), writeError: console.error, stop }
 */
export interface CommandIo {
  /** Standard output. */
  write(text: string): void
  /** Standard error. */
  writeError(text: string): void
  /** Aborted when the command is to stop. */
  stop: AbortSignal
}

/**
 * Runs the command `flowroute-emulator` until it is told to stop.
 *
 * @param args those after the program's name
 * @param io where it prints, and what stops it
 * @returns the exit code
 * @example const code = await runCommand(['--port', '0'], { write, writeError, stop: controller.signal })
 */
export async function runCommand(args: readonly string[], io: CommandIo): Promise<number> {
  let options: CommandOptions | InitOptions
  try {
    options = readOptions(args, { out: io.write, error: io.writeError })
  } catch (error) {
    // Commander has said what is wrong already.
    if (error instanceof CommanderError) return error.exitCode
    throw error
  }
  if ('init' in options) return writeExample(options.init, io)
  if (!options.allowRemote && !isLoopback(options.host)) {
    io.writeError(
      `Other machines may reach ${options.host}, and whoever has the credentials can do everything. If that is wanted, add --allow-remote.\n`,
    )
    return 2
  }
  try {
    return await run(options, io)
  } catch (error) {
    const isExplained = error instanceof StateFileError || error instanceof WorldFileError
    io.writeError(`${isExplained ? error.message : explain(error)}\n`)
    return 1
  }
}

/** Writes the example of a world file, unless there is something already. */
async function writeExample(path: string, io: CommandIo): Promise<number> {
  try {
    await writeFile(path, worldExample, { flag: 'wx' })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const reason = code === 'EEXIST' ? 'it is there already' : message
    io.writeError(`The example was not written to ${path}: ${reason}.\n`)
    return 1
  }
  io.write(`The example is in ${path}. Start the emulator with it: flowroute-emulator --world ${path}\n`)
  return 0
}

async function run(options: CommandOptions, io: CommandIo): Promise<number> {
  const file = await openState(options.state)
  try {
    return await serve(options, io, file)
  } finally {
    await file?.close()
  }
}

async function serve(options: CommandOptions, io: CommandIo, file: StateFile | undefined): Promise<number> {
  const state = file && (await loadState(file, options.state))
  const printer = printerFor(options, io)
  const { world: worldFile, ...others } = options
  const world = worldFile === undefined ? {} : { world: await readWorldFile(worldFile, options.seed) }
  const server = await startServer(
    { ...others, ...world },
    {
      onEvent: printer.onEvent,
      prepare: (world) => prepareWorld(options, world),
    },
  )
  if (state !== undefined) goOn(server, withOptions(state, options))
  printer.started(server, options.state)
  await untilAborted(io.stop)
  // In one go: nothing may happen in between that would be neither answered nor saved.
  const last = file && withoutLatency(server.snapshot(), options)
  await server.close()
  if (file && last) await saveState(file, last, options.state)
  printer.stopped()
  return 0
}

/** Time has passed since the state was saved, for the emulator too. */
function goOn(server: EmulatorServer, state: EmulatorSnapshot): void {
  server.restore(state)
  server.clock.advance(Math.max(0, Date.now() - server.clock.now().getTime()))
}

function printerFor({ quiet, jsonLogs }: CommandOptions, { write }: CommandIo): Printer {
  if (quiet) return quietPrinter
  return jsonLogs ? jsonPrinter(write) : textPrinter(write)
}

/** What is said of a state file that will not do. */
class StateFileError extends Error {}

async function openState(path: string | undefined): Promise<StateFile | undefined> {
  if (path === undefined) return undefined
  return StateFile.open(path).catch((error: Error) => {
    const problem = error instanceof StateLockedError ? 'cannot be used' : 'could not be written at the end'
    throw new StateFileError(`The state file ${path} ${problem}: ${error.message}`)
  })
}

function loadState(file: StateFile, path = ''): Promise<EmulatorSnapshot | undefined> {
  return file.load().catch((error: Error) => {
    throw new StateFileError(
      `The state file ${path} cannot be used and was left as it is: ${error.message}. Repair it, or name another one with --state.`,
    )
  })
}

function saveState(file: StateFile, state: EmulatorSnapshot, path = ''): Promise<void> {
  return file.save(state).catch((error: Error) => {
    throw new StateFileError(`The state file ${path} could not be written: ${error.message}`)
  })
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
