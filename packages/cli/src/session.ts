import {
  type ApiErrorDetail,
  type Client,
  createClient,
  isFlowrouteError,
  type Middleware,
  type RequestOptions,
} from '@flowroute/core'
import { type ConfirmOptions, confirm, type Question } from './confirm.ts'
import type { Context } from './context.ts'
import { type AccountOptions, resolveAccount } from './credentials/resolve.ts'
import { DryRun } from './dry-run.ts'
import { exitCodes, Failure } from './failures.ts'
import type { OutputOptions } from './output/format.ts'
import { Printer } from './output/printer.ts'

/** The options that many commands have. */
export interface CommonOptions extends AccountOptions, OutputOptions, ConfirmOptions {
  dryRun?: boolean
  verbose?: boolean
}

/** One run of a command: its account, its output, and what it may do. */
export class Session {
  readonly context: Context
  readonly options: CommonOptions
  readonly printer: Printer
  readonly #dryRun: DryRun | undefined

  constructor(context: Context, options: CommonOptions) {
    this.context = context
    this.options = options
    this.printer = new Printer(context, options)
    this.#dryRun = options.dryRun ? new DryRun() : undefined
  }

  /** Whether nothing may be sent, and what would be sent is shown instead. */
  get isDryRun(): boolean {
    return this.#dryRun !== undefined
  }

  /** For every call of the SDK: Ctrl+C ends it. */
  get request(): RequestOptions {
    return { signal: this.context.signal }
  }

  /**
   * A client for the account that the options name.
   *
   * @param watch middleware that sees its requests and responses
   * @throws {Failure} there are no credentials
   */
  async client(watch: readonly Middleware[] = []): Promise<Client> {
    const { accessKey, secretKey, baseUrl } = await resolveAccount(this.options, this.context)
    const { printer } = this
    return createClient({
      accessKey,
      secretKey,
      baseUrl,
      middleware: this.#dryRun ? [this.#dryRun.middleware] : watch,
      logger: {
        debug: (text) => this.options.verbose && printer.note(text),
        // The last failure ends the command, which reports it.
        warn: (text, data) => !text.includes('giving up') && printer.warn(withDetails(text, data)),
      },
    })
  }

  /** Asks before something is done that costs money or cannot be undone; a dry run asks nothing. */
  async confirm(question: Question): Promise<void> {
    if (!this.isDryRun) await confirm(question, this.options, this.context)
  }

  /**
   * Makes a call that changes something; in a dry run, prints its request instead.
   *
   * @param hints `ifUnknown`: how to find out whether it was done, should that not be known
   * @returns what the call gives; undefined in a dry run
   */
  async write<T>(
    call: () => PromiseLike<T>,
    { ifUnknown }: { ifUnknown?: string } = {},
  ): Promise<{ result: T } | undefined> {
    if (this.#dryRun !== undefined) {
      await this.#dryRun.show(call, this.printer)
      return undefined
    }
    try {
      return { result: await call() }
    } catch (error) {
      if (ifUnknown !== undefined && isFlowrouteError(error) && error.outcome === 'unknown') {
        throw new Failure(error.message, { exitCode: exitCodes.unknown, next: ifUnknown, cause: error })
      }
      throw error
    }
  }
}

/** A write that was done in part says what was not. */
function withDetails(text: string, data: unknown): string {
  const { warnings = [] } = (data ?? {}) as { warnings?: readonly ApiErrorDetail[] }
  return [text, ...warnings.map(({ detail, title }) => detail ?? title ?? '')].join(' ')
}
