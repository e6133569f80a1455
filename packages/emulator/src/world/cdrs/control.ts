import type { CdrExportSummary } from '../../inbox/wire.ts'

/**
 * The end of exports of call records before their minute is over.
 *
 * @example emulator.cdrExports.fail('38647')
 */
export interface CdrExportControl {
  /** The exports, the latest one first. */
  list(): CdrExportSummary[]
  /**
   * Completes an export now.
   *
   * @throws {RangeError} there is no such export, or it is not being processed
   */
  complete(id: string): void
  /**
   * Has an export fail now.
   *
   * @throws {RangeError} there is no such export, or it is not being processed
   */
  fail(id: string): void
}
