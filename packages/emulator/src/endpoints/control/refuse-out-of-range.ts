import { unprocessable } from '../../problem.ts'

/** What the emulator object throws at its caller is an answer here. */
export function refuseOutOfRange(action: () => void): void {
  try {
    action()
  } catch (error) {
    if (error instanceof RangeError) throw unprocessable(error.message)
    throw error
  }
}
