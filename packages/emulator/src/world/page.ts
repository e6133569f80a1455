import type { InventoryPage } from '../inventory/types.ts'

/** One page of a listing and whether more follows it. */
export type Page<T> = InventoryPage<T>

/** Which part of a listing is asked for. */
export interface PageRequest {
  limit: number
  offset: number
}

/** The page of a list that is in memory. */
export function pageOf<T>(all: readonly T[], { limit, offset }: PageRequest): Page<T> {
  return { items: all.slice(offset, offset + limit), more: offset + limit < all.length }
}
