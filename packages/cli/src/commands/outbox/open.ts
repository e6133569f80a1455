import { type Client, createClient, isFlowrouteError } from '@flowroute/core'
import { Outbox, type OutboxOptions } from '@flowroute/outbox'
import { sqliteLedger } from '@flowroute/outbox/sqlite'
import { usage } from '../../failures.ts'

/** The options of commands that use a ledger. */
export interface LedgerOptions {
  /** Path of the SQLite file. */
  ledger: string
}

/** What reads and writes the ledger alone needs no account: it cannot send. */
const offline = (): Client =>
  createClient({ accessKey: 'none', secretKey: 'none', baseUrl: 'http://localhost' })

/**
 * Opens an outbox, does something with it, and closes its file.
 *
 * @param sending the account and the rules, for commands that send
 */
export async function withOutbox(
  { ledger: path }: LedgerOptions,
  work: (outbox: Outbox) => Promise<void>,
  sending: Omit<OutboxOptions, 'ledger'> = { client: offline(), from: '12065550100' },
): Promise<void> {
  const ledger = await sqliteLedger(path).catch((error: unknown) => {
    // The SDK says what to install.
    if (isFlowrouteError(error)) throw usage(error.message, 'npm install libsql, or Node.js 22.13 and newer')
    throw error
  })
  try {
    await work(new Outbox({ ...sending, ledger }))
  } finally {
    await ledger.close()
  }
}
