import type { Client } from '@flowroute/core'
import { isFlowrouteError } from '@flowroute/core'
import type { EmulatorSnapshot } from '@flowroute/emulator'
import type { LetterOfAgency, PortOrder } from '@flowroute/porting'

/** Identifies the write of one run. */
export interface WriteKey {
  /** At most 15 letters, digits and spaces. */
  text: string
  /** A number for sale. */
  number: string
  /** A number of the account. */
  from: string
  /** Before the call, on the service's clock. */
  since: Date
  /** The port order that the write is for, where it needs one. */
  order?: PortOrder | undefined
  /** The letter of that order, where it is to be signed. */
  loa?: LetterOfAgency | undefined
}

/** A write that must not be done twice. */
export interface Write {
  /** As users call it. */
  name: string
  /** Makes what the write needs, without faults. */
  prepare?(client: Client, key: WriteKey): Promise<Partial<WriteKey>>
  call(client: Client, key: WriteKey): PromiseLike<unknown>
  /** Counts with the look-up that the documentation recommends after an unknown outcome. */
  lookUp(client: Client, key: WriteKey): Promise<number>
  /** Counts in the service's snapshot. */
  count(snapshot: EmulatorSnapshot, key: WriteKey): number
  /** Whether a success may come without a document, so that an empty 200 is one. */
  mayBeEmpty?: boolean
}

/** 1 when it exists, 0 when the service says that it does not. */
export async function oneOrNone(look: PromiseLike<unknown>): Promise<number> {
  try {
    await look
    return 1
  } catch (error) {
    if (isFlowrouteError(error) && error.name === 'NotFoundError') return 0
    throw error
  }
}
