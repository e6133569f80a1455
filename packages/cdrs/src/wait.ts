import { pause } from '@flowroute/core/resource'
import type { CdrExport } from './entities.ts'
import { CdrExportError } from './export-error.ts'

/** How long to wait for an export. */
export interface WaitOptions {
  /** Milliseconds to wait at most, from the first look on; 0 looks once. */
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
  if (signal?.aborted) abort()
  signal?.addEventListener('abort', abort)
  let isOver = false
  const end = (): void => {
    isOver = true
    controller.abort()
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  let found = first
  try {
    found ??= await get(controller.signal)
    timer = setTimeout(end, Math.min(waitTimeout, longestTimer))
    for (let interval = pollInterval; !isDone(found); interval = Math.min(interval * 1.5, longestInterval)) {
      await pause(interval, controller.signal)
      found = await get(controller.signal)
    }
    return found
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
