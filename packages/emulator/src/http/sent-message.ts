/** The messages that requests have sent. They go with the request: a fault may put another answer in the place of the true one. */
const sent = new WeakMap<Request, string>()

/** Notes which message the request has sent. */
export function setSentMessage(request: Request, id: string): void {
  sent.set(request, id)
}

/** The id of the message that the request has sent, if any. */
export function sentMessageOf(request: Request): string | undefined {
  return sent.get(request)
}
