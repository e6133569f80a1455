interface Failure {
  status?: number | undefined
  reason?: string | undefined
  cause?: unknown
}

/**
 * What an `EmulatorControl` could not do, and why.
 *
 * @example
 * try {
 *   await control.cnams.approve('1')
 * } catch (error) {
 *   if (error instanceof EmulatorControlError) console.log(error.status, error.reason)
 *   // 404 Could not find that resource on your account.
 * }
 */
export class EmulatorControlError extends Error {
  override readonly name = 'EmulatorControlError'
  /** The status of the emulator's answer; undefined when there was none. */
  readonly status: number | undefined
  /** The emulator's own words; undefined when it said nothing. */
  readonly reason: string | undefined

  constructor(message: string, { status, reason, cause }: Failure = {}) {
    super(message, cause === undefined ? undefined : { cause })
    this.status = status
    this.reason = reason
  }
}
