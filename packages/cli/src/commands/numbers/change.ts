import { phoneNumber } from '@flowroute/core'
import { Numbers } from '@flowroute/numbers'
import { Routes } from '@flowroute/routes'
import { applyChanges } from '../../apply-changes.ts'
import type { Action } from '../../command.ts'
import { defined } from '../../defined.ts'

/** Gives a number back. */
export const release: Action<object, [number: string]> = async (session, _, number) => {
  const id = phoneNumber(number, 'number')
  const numbers = new Numbers(await session.client())
  await session.confirm({ question: `Release ${id}? It may never be had again.` })
  const released = await session.write(() => numbers.release(id, session.request), {
    ifUnknown: `It may be released: flowroute numbers get ${id}`,
  })
  if (released) await session.printer.done({ id, released: true }, `${id} is released.`)
}

interface Changes {
  alias?: string
  messaging?: boolean
  cnamLookups?: boolean
  route?: string
  failover?: string
}

/** Changes a number: each kind of change is a request of its own. */
export const set: Action<Changes, [number: string]> = async (session, options, number) => {
  const id = phoneNumber(number, 'number')
  const { alias, messaging, cnamLookups, route, failover } = options
  const attributes = defined({
    alias: alias === '' ? null : alias,
    messagingEnabled: messaging,
    cnamLookupsEnabled: cnamLookups,
  })
  const client = await session.client()
  const numbers = new Numbers(client)
  const routes = new Routes(client)
  const { request } = session
  const changes: (() => PromiseLike<unknown>)[] = []
  if (Object.keys(attributes).length > 0) changes.push(() => numbers.update(id, attributes, request))
  if (route === 'none') changes.push(() => routes.removePrimary(id, request))
  else if (route !== undefined) changes.push(() => routes.setPrimary(id, route, request))
  if (failover === 'none') changes.push(() => routes.removeFailover(id, request))
  else if (failover !== undefined) changes.push(() => routes.setFailover(id, failover, request))
  if (!(await applyChanges(session, changes, 'flowroute numbers set --help'))) return
  const changed = await numbers.get(id, request)
  await session.printer.done(changed, `${id} is changed.`)
}
