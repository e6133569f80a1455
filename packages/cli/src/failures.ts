/** The exit codes of the command. */
export const exitCodes = {
  done: 0,
  /** Flowroute said no, somebody answered no, or something else went wrong; nothing happened. */
  refused: 1,
  /** The command line is wrong; nothing was sent. */
  usage: 2,
  /** There are no credentials, or Flowroute does not accept them. */
  credentials: 3,
  /** What the command names is not there. */
  notFound: 4,
  /** A write may have been done, or not. Look before you repeat it. */
  unknown: 5,
  /** Ctrl+C. */
  interrupted: 130,
} as const

/** A failure that the command itself found. */
export class Failure extends Error {
  readonly exitCode: number
  /** What to do next. */
  readonly next: string | undefined

  constructor(
    message: string,
    { exitCode, next, cause }: { exitCode: number; next?: string | undefined; cause?: unknown },
  ) {
    super(message, cause === undefined ? undefined : { cause })
    this.exitCode = exitCode
    this.next = next
  }
}

/** The command line is wrong. */
export const usage = (message: string, next?: string): Failure =>
  new Failure(message, { exitCode: exitCodes.usage, next })

/** The command was not done, on purpose. */
export const refused = (message: string, next?: string): Failure =>
  new Failure(message, { exitCode: exitCodes.refused, next })

/** Credentials are missing or cannot be used. */
export const noCredentials = (message: string, next?: string): Failure =>
  new Failure(message, { exitCode: exitCodes.credentials, next })

/** What was named is not there. */
export const notFound = (message: string, next?: string): Failure =>
  new Failure(message, { exitCode: exitCodes.notFound, next })
