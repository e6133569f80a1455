import type { PageOptions } from '@flowroute/core'

/**
 * Filters of the account's caller names.
 *
 * @example cnam.list({ isApproved: true, value: 'bakery' })
 */
export interface ListOptions extends PageOptions {
  /** Only the approved records, or with false only those that are pending or rejected. */
  isApproved?: boolean | undefined
  /** Text anywhere in the name, in any case. */
  value?: string | undefined
}
