/** Where a line comes from. */
export interface Origin {
  /** From the root of the repository. */
  readonly file: string
  /** From 1. */
  readonly line: number
}

/** A block of code in a Markdown file, or an `@example` of a docstring. */
export interface Example {
  readonly file: string
  /** The line of its first line of code, from 1. */
  readonly line: number
  readonly language: 'ts' | 'js'
  /** Its lines of code. */
  readonly lines: readonly string[]
  /** What its fence says about it. */
  readonly flags: Flags
  /** The name of the package whose docstring it is in, such as `numbers`. */
  readonly docstringOf?: string | undefined
}

/** What a fence may say after its language. */
export interface Flags {
  /** It goes on where the file's previous example ended. */
  readonly continues: boolean
  /** Names of `fenceContexts` that are declared for it; it is not run. */
  readonly context: readonly string[]
  /** Why it is not run. */
  readonly norun?: string | undefined
}

export const noFlags: Flags = { continues: false, context: [] }

/** `README.md:12`. */
export function placeOf({ file, line }: Origin): string {
  return `${file}:${line}`
}

/** A mistake in an example, or in what is said about it. */
export interface Finding {
  readonly origin: Origin
  readonly message: string
}
