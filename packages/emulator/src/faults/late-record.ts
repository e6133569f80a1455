/** The requests whose record is late, in milliseconds. It goes with the request, as the endpoint makes the record. */
const delays = new WeakMap<Request, number>()

/** Has the record that the request makes be found that many milliseconds later. */
export function setRecordDelay(request: Request, milliseconds: number): void {
  delays.set(request, milliseconds)
}

/** Milliseconds until the record that the request makes is found. */
export function recordDelayOf(request: Request): number {
  return delays.get(request) ?? 0
}
