import type { CdrExport } from './entities.ts'
import { CdrExportError } from './export-error.ts'
import { pause } from './pause.ts'

/** How long to wait for an export. */
export interface WaitOptions {
  /** Milliseconds to wait at most. */
  waitTimeout: number
  /** Milliseconds before the second look; each following interval is half as long again. */
  pollInterval: number
  signal: AbortSignal | undefined
}

const longestInterval = 30_000
/** A longer timer would fire at once. */
const longestTimer = 2 ** 31 - 1

/**
 * Waits until an export is completed.
 *
 * @param first the export as it is known already, if it is
 * @param get looks at the export
 * @throws {CdrExportError} it failed, or is not completed in time
 */
export async function waitForExport(
  first: CdrExport | undefined,
  get: (signal: AbortSignal) => PromiseLike<CdrExport>,
  { waitTimeout, pollInterval, signal }: WaitOptions,
): Promise<CdrExport> {
  const controller = new AbortController()
  const abort = (): void => controller.abort(signal?.reason)
  let isOver = false
  let found = first
  const timer = setTimeout(
    () => {
      isOver = true
      controller.abort()
    },
    Math.min(waitTimeout, longestTimer),
  )
  if (signal?.aborted) abort()
  signal?.addEventListener('abort', abort)
  try {
    for (let interval = pollInterval; ; interval = Math.min(interval * 1.5, longestInterval)) {
      if (found !== undefined && isDone(found)) return found
      if (found !== undefined) await pause(interval, controller.signal)
      found = await get(controller.signal)
    }
  } catch (error) {
    if (!isOver || found === undefined) throw error
    throw new CdrExportError(
      `is not completed after ${waitTimeout} ms (waitTimeout): its status is ${found.status}.`,
      found,
    )
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}

function isDone(found: CdrExport): boolean {
  if (found.status === 'failed') throw new CdrExportError('failed.', found)
  return found.status === 'completed'
}
