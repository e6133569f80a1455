import type { Ledger } from '@flowroute/outbox'
import { sqliteLedger } from '@flowroute/outbox/sqlite'
import Database from 'libsql'

/**
 * Opens a ledger in an SQLite file. Your own program needs no more than `sqliteLedger('outbox.db')`; this one has a clock
 * of its own, and is in a hurry.
 */
export async function openLedger(path: string, now: () => number): Promise<Ledger> {
  const database = new Database(path)
  const ledger = await sqliteLedger({ database, now })
  // Commits no longer wait for the disk: they outlive a killed process, but not a power cut.
  database.pragma('synchronous = off')
  return { ...ledger, close: async () => void database.close() }
}
