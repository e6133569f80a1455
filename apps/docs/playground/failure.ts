/** What a program's end by an error shows. */
export interface Failure {
  readonly name: string
  readonly message: string
  /** Of an error of the SDK: whether the request took effect. */
  readonly outcome?: string | undefined
  /** Address of its page in the catalogue. */
  readonly docs?: string | undefined
  /** Line of the program, from 1. */
  readonly line?: number | undefined
}

/** The name under which stacks have the program. */
export const programFile = 'program.ts'

/** Lines that the function around a program puts before its first one. */
const linesBefore = 2

export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) }
  const { outcome, docs } = error as { outcome?: unknown; docs?: unknown }
  const line = new RegExp(`\\b${programFile}:(\\d+)`).exec(error.stack ?? '')?.[1]
  return {
    name: error.name,
    message: error.message,
    outcome: typeof outcome === 'string' ? outcome : undefined,
    docs: typeof docs === 'string' ? docs : undefined,
    line: line === undefined ? undefined : Number(line) - linesBefore,
  }
}
