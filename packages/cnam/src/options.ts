import type { PageOptions } from '@flowroute/core'

/**
 * Filters of the account's caller names.
 *
 * @example cnam.list({ isApproved: true, value: 'bakery' })
 */
export interface ListOptions extends PageOptions {
  /** True for approved records only, false for those that are pending or rejected. Default: all. */
  isApproved?: boolean | undefined
  /** Part of the name, in any case. Default: any. */
  value?: string | undefined
}
