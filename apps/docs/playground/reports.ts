import type { Failure } from './failure.ts'
import type { Output } from './output.ts'

/** What a worker is told to run. */
export interface Job {
  readonly source: string
  /** What the program finds in `process.env`. */
  readonly environment: Readonly<Record<string, string>>
  /** Over it the program's requests go to the emulator. */
  readonly api: MessagePort
  /** Over it webhooks come. */
  readonly webhooks: MessagePort
}

/** What a worker says about its program. */
export type Report =
  | { readonly kind: 'output'; readonly output: Output }
  /** It has a handler for webhooks, and waits for them. */
  | { readonly kind: 'listening' }
  | { readonly kind: 'ended' }
  | { readonly kind: 'failed'; readonly failure: Failure }
