import type { Ledger } from '@flowroute/outbox'
import type { MortalProcess } from './process.ts'

/** Where the processes of a simulated campaign keep their ledger. */
export interface Storage extends AsyncDisposable {
  /** The ledger as a process sees it, until the process dies. */
  open(process: MortalProcess, now: () => number): Promise<Ledger>
  /** The ledger as it is afterwards. */
  look(now: () => number): Promise<Ledger>
  /** Resolves when the database has nothing to do: simulated time passes only then. */
  idle(): Promise<unknown>
}

export type OpenStorage = () => Promise<Storage>
