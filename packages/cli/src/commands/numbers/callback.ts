import { phoneNumber } from '@flowroute/core'
import { type CallbackKind, Numbers } from '@flowroute/numbers'
import type { Action } from '../../command.ts'
import { notFound, usage } from '../../failures.ts'

/** Shows, sets or removes the webhook of a number. */
export const callback: Action<
  { remove?: true },
  [number: string, kind: CallbackKind, url: string | undefined]
> = async (session, { remove }, number, kind, url) => {
  const id = phoneNumber(number, 'number')
  if (remove && url !== undefined) throw usage('--remove and a URL exclude each other.')
  const numbers = new Numbers(await session.client())
  const { request, printer } = session
  if (remove) {
    const removed = await session.write(() => numbers.removeCallback(id, kind, request))
    if (removed) await printer.done({ id, kind, callbackUrl: null }, `The ${kind} of ${id} is removed.`)
  } else if (url !== undefined) {
    const set = await session.write(() => numbers.setCallback(id, kind, url, request))
    if (set) await printer.done({ id, kind, callbackUrl: url }, `The ${kind} of ${id} is ${url}.`)
  } else {
    const found = await numbers.getCallback(id, kind, request)
    if (found === undefined) throw notFound(`${id} has no ${kind} of its own.`)
    await printer.item({ id, kind, ...found })
  }
}
