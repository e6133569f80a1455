import { Cnam } from '@flowroute/cnam'
import { phoneNumber } from '@flowroute/core'
import type { Action } from '../../command.ts'
import { defined } from '../../defined.ts'
import { take } from '../../take.ts'

interface Filters {
  approved?: true
  value?: string
  limit?: number
}

/** Lists the caller names. */
export const list: Action<Filters> = async (session, { approved, value, limit }) => {
  const cnam = new Cnam(await session.client())
  const found = cnam.list(defined({ isApproved: approved, value }), session.request)
  const columns = ['id', 'value', 'isApproved', 'rejectionReason', 'creationDatetime']
  await session.printer.list(await take(session, found, limit), columns)
}

/** Shows a caller name. */
export const get: Action<object, [id: string]> = async (session, _, id) => {
  const cnam = new Cnam(await session.client())
  await session.printer.item(await cnam.get(id, session.request))
}

/** Asks for a caller name. */
export const create: Action<object, [name: string]> = async (session, _, name) => {
  const cnam = new Cnam(await session.client())
  const created = await session.write(() => cnam.create(name, session.request), {
    ifUnknown: 'It may exist: flowroute cnam list',
  })
  if (created)
    await session.printer.done(created.result, `Caller name ${created.result.id} waits for approval.`)
}

/** Changes a caller name. */
export const update: Action<object, [id: string, name: string]> = async (session, _, id, name) => {
  const cnam = new Cnam(await session.client())
  const updated = await session.write(() => cnam.update(id, name, session.request))
  if (updated) await session.printer.done(updated.result, `Caller name ${id} waits for approval.`)
}

/** Deletes a caller name. */
export const remove: Action<object, [id: string]> = async (session, _, id) => {
  const cnam = new Cnam(await session.client())
  await session.confirm({ question: `Delete caller name ${id}?` })
  const deleted = await session.write(() => cnam.delete(id, session.request))
  if (deleted) await session.printer.done({ id, deleted: true }, `Caller name ${id} is deleted.`)
}

/** Gives a number a caller name. */
export const assign: Action<object, [id: string, number: string]> = async (session, _, id, number) => {
  const numberId = phoneNumber(number, 'number')
  const cnam = new Cnam(await session.client())
  const assigned = await session.write(() => cnam.assign(id, numberId, session.request))
  if (assigned) await session.printer.done({ id, numberId }, `${numberId} shows caller name ${id}.`)
}

/** Takes the caller name from a number. */
export const unassign: Action<object, [number: string]> = async (session, _, number) => {
  const numberId = phoneNumber(number, 'number')
  const cnam = new Cnam(await session.client())
  const done = await session.write(() => cnam.unassign(numberId, session.request))
  if (done) await session.printer.done({ id: null, numberId }, `${numberId} shows no caller name any more.`)
}
