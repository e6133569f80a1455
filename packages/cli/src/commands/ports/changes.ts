import { type DetailChanges, Porting } from '@flowroute/porting'
import { applyChanges } from '../../apply-changes.ts'
import type { Action } from '../../command.ts'
import { defined } from '../../defined.ts'
import { readJson } from '../../input.ts'

interface Changes {
  alias?: string
  route?: string
  failover?: string
  e911?: string
  cnam?: string
  details?: string
}

const orNone = (value: string | undefined): string | null | undefined => (value === 'none' ? null : value)

/** Changes what the numbers get once they are here, and the details by which the losing carrier finds them. */
export const set: Action<Changes, [id: string]> = async (session, options, id) => {
  const { alias, route, failover, e911, cnam, details } = options
  const presets = defined({
    alias: alias === '' ? null : alias,
    primaryRouteId: orNone(route),
    failoverRouteId: orNone(failover),
    e911Id: orNone(e911),
    cnamId: orNone(cnam),
  })
  const read =
    details === undefined ? undefined : ((await readJson(details, session.context)) as DetailChanges)
  const porting = new Porting(await session.client())
  const { request } = session
  const changes: (() => PromiseLike<unknown>)[] = []
  if (Object.keys(presets).length > 0) changes.push(() => porting.updatePresets(id, presets, request))
  if (read !== undefined) changes.push(() => porting.updateDetails(id, read, request))
  if (!(await applyChanges(session, changes, 'flowroute ports set --help'))) return
  await session.printer.done(await porting.get(id, request), `Port order ${id} is changed.`)
}

/** Adds numbers to an order, and takes others out of it. */
export const numbers: Action<{ add?: string[]; remove?: string[] }, [id: string]> = async (
  session,
  { add, remove },
  id,
) => {
  const porting = new Porting(await session.client())
  const changed = await session.write(() =>
    porting.changeNumbers(id, defined({ add, remove }), session.request),
  )
  if (changed) await session.printer.done(changed.result, `The numbers of port order ${id} are changed.`)
}

/** Adds numbers to a group of orders. */
export const add: Action<object, [group: string, added: string[]]> = async (session, _, group, added) => {
  const porting = new Porting(await session.client())
  const made = await session.write(() => porting.addToGroup(group, added, session.request), {
    ifUnknown: 'They may be added: flowroute ports list',
  })
  if (made) await session.printer.done(made.result, `Added to group ${group}.`)
}
