import { FlowrouteError } from '@flowroute/core'
import type { CdrExport } from './entities.ts'

/**
 * An export has no file to read: it failed, it is still being processed, or its file is gone.
 *
 * @example
 * if (error instanceof CdrExportError && error.exportStatus === 'processing') {
 *   // later:
 *   for await (const call of cdrs.records({ exportId: error.exportId })) console.log(call.destination)
 * }
 */
export class CdrExportError extends FlowrouteError {
  /** Id of the export. */
  readonly exportId: string
  /** Its status when it was asked for last. */
  readonly exportStatus: CdrExport['status']

  constructor(message: string, { id, status }: CdrExport) {
    super(`Export ${id} ${message}`, { outcome: status === 'failed' ? 'rejected' : 'unknown' })
    this.exportId = id
    this.exportStatus = status
  }

  override get name(): string {
    return 'CdrExportError'
  }
}
