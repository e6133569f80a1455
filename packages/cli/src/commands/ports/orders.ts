import { type NewPortOrder, Porting } from '@flowroute/porting'
import type { Action } from '../../command.ts'
import { defined } from '../../defined.ts'
import { readJson } from '../../input.ts'
import { take } from '../../take.ts'

/** Asks whether numbers can be brought. */
export const check: Action<object, [numbers: string[]]> = async (session, _, numbers) => {
  const porting = new Porting(await session.client())
  const { portable, nonportable } = await porting.checkPortability(numbers, session.request)
  const rows = [
    ...portable.map((number) => ({ number, portable: true })),
    ...nonportable.map((number) => ({ number, portable: false })),
  ]
  await session.printer.list(rows, ['number', 'portable'])
}

/** Lists the port orders. */
export const list: Action<{ status?: string; limit?: number }> = async (session, { status, limit }) => {
  const porting = new Porting(await session.client())
  const found = porting.list(defined({ status }), session.request)
  const columns = ['id', 'alias', 'status', 'numbers', 'desiredCompletionDate', 'statusUpdatedAt']
  await session.printer.list(await take(session, found, limit), columns)
}

/** Shows a port order. */
export const get: Action<object, [id: string]> = async (session, _, id) => {
  const porting = new Porting(await session.client())
  await session.printer.item(await porting.get(id, session.request))
}

/** Creates a port order. The SDK says what is missing in the file, or unknown. */
export const create: Action<object, [file: string]> = async (session, _, file) => {
  const order = (await readJson(file, session.context)) as NewPortOrder
  const porting = new Porting(await session.client())
  const created = await session.write(() => porting.create(order, session.request), {
    ifUnknown: 'It may exist: flowroute ports list',
  })
  if (!created) return
  const { groupId, orders } = created.result
  const ids = orders.map(({ id }) => id)
  await session.printer.done(
    { groupId, orders },
    `Created; sign next: flowroute ports sign ${ids.join(', ')}`,
  )
}

/** Cancels a port order. */
export const cancel: Action<object, [id: string]> = async (session, _, id) => {
  const porting = new Porting(await session.client())
  await session.confirm({ question: `Cancel port order ${id}?` })
  const cancelled = await session.write(() => porting.cancel(id, session.request))
  if (cancelled)
    await session.printer.done(cancelled.result, `Port order ${id} is ${cancelled.result.status}.`)
}

/** Prints each change of state until the order is done. */
export const watch: Action<{ timeout?: number }, [id: string]> = async (session, { timeout }, id) => {
  const porting = new Porting(await session.client())
  const changes = porting.watch(id, defined({ timeout }), session.request)
  await session.printer.stream(changes, {
    columns: ['id', 'status', 'previous', 'reason'],
    line: ({ status, reason }, { bold }) => `${bold(status)} ${reason}`,
  })
}
