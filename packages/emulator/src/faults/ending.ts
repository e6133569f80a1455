/** How an answer ends that does not arrive whole. */
export interface Ending {
  /** How much of it is sent: nothing at all, or the headers and half of the body. */
  sent: 'nothing' | 'half'
  /** What comes then: a reset of the connection, or silence while it stays open. */
  then: 'reset' | 'silence'
  /** Aborted when a silence is to end with a reset. */
  closing: AbortSignal
}

const endings = new WeakMap<Request, Ending>()

/** Has the answer to that request end in that way: it is for whoever sends it to do. */
export function setEnding(request: Request, ending: Ending): void {
  endings.set(request, ending)
}

/**
 * How the answer to that request is to end; undefined when it is to arrive whole. It goes with the request
 * because answers do not stay the same: Hono makes a new one for HEAD.
 */
export function endingOf(request: Request): Ending | undefined {
  return endings.get(request)
}

/** The half of an answer's body that is sent, and the length of the whole of it in bytes. */
export async function halfOf(response: Response): Promise<{ half: Uint8Array<ArrayBuffer>; length: number }> {
  const bytes = new Uint8Array(await response.arrayBuffer())
  return { half: bytes.slice(0, Math.floor(bytes.length / 2)), length: bytes.length }
}
