import { Cnam, type CnamRecord } from '@flowroute/cnam'
import type { Client, RequestOptions } from '@flowroute/core'
import { E911, type EmergencyAddress } from '@flowroute/e911'
import { Numbers, type PhoneNumber } from '@flowroute/numbers'
import { type Route, Routes } from '@flowroute/routes'

/** What an audit looks at. */
export interface AccountState {
  numbers: readonly PhoneNumber[]
  routes: readonly Route[]
  addresses: readonly EmergencyAddress[]
  names: readonly CnamRecord[]
}

/** Numbers whose details are asked for at once. */
const batch = 50

/**
 * Reads the whole account.
 *
 * @param onProgress how many numbers were read
 */
export async function readAccount(
  client: Client,
  request: RequestOptions,
  onProgress: (count: number) => void,
): Promise<AccountState> {
  const numbers = new Numbers(client)
  const ids = (await numbers.list({}, request).toArray()).map(({ id }) => id)
  const details: PhoneNumber[] = []
  // Lists do not say which address and name a number has.
  for (let start = 0; start < ids.length; start += batch) {
    details.push(...(await numbers.getMany(ids.slice(start, start + batch), request)))
    onProgress(details.length)
  }
  return {
    numbers: details,
    routes: await new Routes(client).list({}, request).toArray(),
    addresses: await new E911(client).list({}, request).toArray(),
    names: await new Cnam(client).list({}, request).toArray(),
  }
}
