/** Serves HTTP requests; the two forms that runtimes take. */
export interface Receiver {
  fetch(request: Request): Promise<Response>
  /** A listener for `node:http`; its types are left open, since not every runtime has them. */
  node(request: never, response: never): Promise<void>
}

/** What every runtime offers to a program. */
export interface Host {
  /** Serves requests from outside, such as webhooks, at the URL it returns. */
  receive(receiver: Receiver): Promise<{ url: string; close(): Promise<void> }>
}

/**
 * The function that a program exports as `run`. It fails by throwing.
 *
 * @param input the JSON value that the runtime was started with
 * @returns a JSON value, which the runtime hands back
 */
export type Program<Input = never> = (input: Input, host: Host) => Promise<unknown>
