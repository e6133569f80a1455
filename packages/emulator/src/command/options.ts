import { Command, InvalidArgumentError } from 'commander'
import { version } from '../../package.json'
import { isWebUrl } from '../values/web-url.ts'

/** What the command was told. */
export interface CommandOptions {
  port: number
  host: string
  allowRemote?: true
  accessKey?: string
  secretKey?: string
  seed: number
  state?: string
  /** A YAML file with what the emulator starts with. */
  world?: string
  webhookUrl?: string
  latency?: number
  rateLimits?: true
  quiet?: true
  jsonLogs?: true
}

/** The file that an example of a world file is to be written to. */
export interface InitOptions {
  init: string
}

/** The longest time that a timer of Node.js can wait. */
const longestWait = 2 ** 31 - 1

/**
 * Reads the arguments, those after the program's name.
 *
 * @throws {CommanderError} they are wrong, or ask for help; `output` has been told
 */
export function readOptions(
  args: readonly string[],
  output: { out(text: string): void; error(text: string): void },
): CommandOptions | InitOptions {
  let init: InitOptions | undefined
  const command = new Command('flowroute-emulator')
    .description('A local Flowroute: its REST API, in memory, on this machine.')
    .option('--port <number>', 'TCP port; 0 for any that is free', wholeNumber(65_535), 4010)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--allow-remote', 'let --host be one that other machines reach')
    .option('--access-key <key>', 'HTTP Basic user that requests must show')
    .option('--secret-key <key>', 'HTTP Basic password that requests must show')
    .option('--seed <number>', 'same seed, same inventory and ids', wholeNumber(0xffff_ffff), 1)
    .option('--state <file>', 'load everything from it, and save it at the end', filled)
    .option('--world <file>', 'start with what it says; "init [file]" writes an example', filled)
    .option('--webhook-url <url>', "the account's webhook for all events", webUrl)
    .option('--latency <ms>', 'make every answer of the API wait', wholeNumber(longestWait))
    .option('--rate-limits', 'at most 5 SMS and 1 MMS per second')
    .option('--quiet', 'print nothing but errors')
    .option('--json-logs', 'print a line of JSON for each request and event')
    .version(version, '--version', 'print the version')
    .helpOption('--help', 'print this')
    .configureHelp({ helpWidth: 80 })
    .exitOverride()
    .configureOutput({ writeOut: output.out, writeErr: output.error })
    .action(() => {})
  command
    .command('init', { hidden: true })
    .description('Writes an example of a file for --world.')
    .argument('[file]', 'a file that is not there yet', 'world.yaml')
    .helpOption('--help', 'print this')
    .action((file: string) => {
      init = { init: file }
    })
  const options = command.parse(args, { from: 'user' }).opts<CommandOptions>()
  if (init !== undefined) return init
  if (options.quiet && options.jsonLogs) command.error('error: --quiet and --json-logs exclude each other')
  return options
}

function wholeNumber(maximum: number): (text: string) => number {
  return (text) => {
    if (!/^\d+$/.test(text) || Number(text) > maximum) {
      throw new InvalidArgumentError(`It must be an integer from 0 to ${maximum}.`)
    }
    return Number(text)
  }
}

function webUrl(text: string): string {
  if (!isWebUrl(text)) throw new InvalidArgumentError('It must be an absolute http or https URL.')
  return text
}

function filled(text: string): string {
  if (text === '') throw new InvalidArgumentError('It must be the path of a file.')
  return text
}
