import { Numbers } from '@flowroute/numbers'
import type { Action } from '../../command.ts'
import { resolveAccount } from '../../credentials/resolve.ts'

/** Shows the account, after one request that proves that the credentials are valid. */
export const whoami: Action = async (session, options) => {
  const { source, profile, accessKey, baseUrl } = await resolveAccount(options, session.context)
  const numbers = new Numbers(await session.client())
  // An account without numbers may answer 404: the credentials were accepted all the same.
  await numbers.list({ pageSize: 1 }, session.request).take(1)
  await session.printer.item({ accessKey, baseUrl, source, profile: profile ?? null, valid: true })
}
