import type { FlowrouteError } from '@flowroute/core'
import { CommanderError } from 'commander'
import { type Context, Interrupted } from './context.ts'
import { exitCodes, Failure } from './failures.ts'
import { coloursFor } from './output/colours.ts'
import { sanitize } from './output/sanitize.ts'

/** What ended a command, for people and for programs. */
interface Report {
  exitCode: number
  message: string
  next?: string | undefined
}

/** Reports what ended a command on stderr; gives the exit code. */
export function reportError(error: unknown, context: Context): number {
  // Commander has printed its own messages.
  if (error instanceof CommanderError) return isHelp(error) ? exitCodes.done : exitCodes.usage
  const { exitCode, message, next } = describeError(error, context)
  if (message === '') return exitCode
  const { red, bold } = coloursFor(context.stderr, context)
  const lines = [
    `${red('error:')} ${sanitize(message)}`,
    ...(next ? [`${bold('next:')} ${sanitize(next)}`] : []),
  ]
  context.stderr.write(`${lines.join('\n')}\n`)
  return exitCode
}

const isHelp = ({ exitCode, code }: CommanderError): boolean => exitCode === 0 || code === 'commander.version'

function describeError(error: unknown, { signal }: Context): Report {
  const interrupted = signal.reason instanceof Interrupted ? signal.reason : error
  if (interrupted instanceof Interrupted) {
    const { message, next } = lastWords(error)
    return { exitCode: interrupted.exitCode, message, next }
  }
  if (error instanceof Failure) return error
  if (isFlowroute(error)) return describeFlowroute(error)
  return { exitCode: exitCodes.refused, message: error instanceof Error ? error.message : String(error) }
}

function describeFlowroute(error: FlowrouteError): Report {
  const { message } = error
  if (mayHaveActed(error)) {
    return { exitCode: exitCodes.unknown, message, next: 'It may have been done. Look before you repeat it.' }
  }
  switch (error.name) {
    case 'InvalidInputError':
    case 'ConfigurationError':
      return { exitCode: exitCodes.usage, message }
    case 'AuthenticationError':
      return { exitCode: exitCodes.credentials, message, next: 'flowroute whoami shows which keys are used' }
    case 'NotFoundError':
      return { exitCode: exitCodes.notFound, message }
    case 'RateLimitError':
      return { exitCode: exitCodes.refused, message, next: 'Wait, then try again. Nothing was done.' }
    case 'ConnectionError':
    case 'TimeoutError':
      return { exitCode: exitCodes.refused, message, next: 'flowroute doctor checks the connection' }
    default:
      return { exitCode: exitCodes.refused, message }
  }
}

/** By its brand and not its class: the SDK is not loaded for commands that do without it. */
const isFlowroute = (error: unknown): error is FlowrouteError =>
  typeof error === 'object' && error !== null && Symbol.for('@flowroute/core.FlowrouteError') in error

/** Reading twice does no harm, writing twice may. */
const mayHaveActed = (error: unknown): boolean =>
  isFlowroute(error) && error.outcome === 'unknown' && error.method !== undefined && error.method !== 'GET'

/** Whoever interrupts a command knows that it was not finished, but not that it may be done all the same. */
function lastWords(error: unknown): Omit<Report, 'exitCode'> {
  if (error instanceof Failure && error.exitCode === exitCodes.unknown) return error
  return mayHaveActed(error) ? describeFlowroute(error as FlowrouteError) : { message: '' }
}
