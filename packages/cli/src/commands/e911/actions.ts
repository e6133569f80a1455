import { phoneNumber } from '@flowroute/core'
import { type AddressChanges, E911, type ListOptions, type NewAddress } from '@flowroute/e911'
import type { Action } from '../../command.ts'
import { defined } from '../../defined.ts'
import { usage } from '../../failures.ts'
import { take } from '../../take.ts'

type Filters = Pick<ListOptions, 'label' | 'streetName' | 'city' | 'state'> & { limit?: number }

/** Lists the addresses. */
export const list: Action<Filters> = async (session, { label, streetName, city, state, limit }) => {
  const e911 = new E911(await session.client())
  const found = e911.list(defined({ label, streetName, city, state }), session.request)
  const columns = ['id', 'label', 'streetNumber', 'streetName', 'city', 'state', 'zip']
  await session.printer.list(await take(session, found, limit), columns)
}

/** Shows an address. */
export const get: Action<object, [id: string]> = async (session, _, id) => {
  const e911 = new E911(await session.client())
  await session.printer.item(await e911.get(id, session.request))
}

interface AddressOptions extends Partial<Omit<NewAddress, 'addressType' | 'addressTypeNumber'>> {
  unitType?: string
  unit?: string
}

/** Asks whether an address can be found; nothing is changed. */
export const validate: Action<AddressOptions> = async (session, options) => {
  const e911 = new E911(await session.client())
  await e911.validate(newAddress(options), session.request)
  await session.printer.done({ valid: true }, 'The address is valid.')
}

/** Creates an address. */
export const create: Action<AddressOptions> = async (session, options) => {
  const e911 = new E911(await session.client())
  const created = await session.write(() => e911.create(newAddress(options), session.request), {
    ifUnknown: 'It may exist: flowroute e911 list',
  })
  if (created) await session.printer.done(created.result, `Address ${created.result.id} is created.`)
}

/** Changes an address. */
export const update: Action<AddressOptions, [id: string]> = async (session, options, id) => {
  const changes = attributesOf(options)
  if (Object.keys(changes).length === 0) throw usage('There is nothing to change.')
  const e911 = new E911(await session.client())
  const updated = await session.write(() => e911.update(id, changes, session.request))
  if (updated) await session.printer.done(updated.result, `Address ${id} is changed.`)
}

/** Deletes an address. */
export const remove: Action<object, [id: string]> = async (session, _, id) => {
  const e911 = new E911(await session.client())
  await session.confirm({ question: `Delete address ${id}?` })
  const deleted = await session.write(() => e911.delete(id, session.request))
  if (deleted) await session.printer.done({ id, deleted: true }, `Address ${id} is deleted.`)
}

/** Gives a number an address. */
export const assign: Action<object, [id: string, number: string]> = async (session, _, id, number) => {
  const numberId = phoneNumber(number, 'number')
  const e911 = new E911(await session.client())
  const assigned = await session.write(() => e911.assign(id, numberId, session.request))
  if (assigned) await session.printer.done({ id, numberId }, `${numberId} is registered at address ${id}.`)
}

/** Takes the address from a number. */
export const unassign: Action<object, [number: string]> = async (session, _, number) => {
  const numberId = phoneNumber(number, 'number')
  const e911 = new E911(await session.client())
  const question = `Take the address from ${numberId}? Help will not find its callers, and a 911 call costs $95.`
  await session.confirm({ question })
  const done = await session.write(() => e911.unassign(numberId, session.request))
  if (done) await session.printer.done({ id: null, numberId }, `${numberId} has no address any more.`)
}

/** Lists the numbers at an address. */
export const numbers: Action<{ limit?: number }, [id: string]> = async (session, { limit }, id) => {
  const e911 = new E911(await session.client())
  const found = e911.listNumbers(id, {}, session.request)
  await session.printer.list(await take(session, found, limit), ['id', 'alias'])
}

/** The attributes that the options name; the SDK says what is missing or wrong. */
function attributesOf(options: AddressOptions): AddressChanges {
  const { label, firstName, lastName, streetNumber, streetName, city, state, zip, country } = options
  const { unitType, unit } = options
  const unitOf = { addressType: unitType, addressTypeNumber: unit }
  return defined({
    label,
    firstName,
    lastName,
    streetNumber,
    streetName,
    city,
    state,
    zip,
    country,
    ...unitOf,
  })
}

const newAddress = (options: AddressOptions): NewAddress =>
  ({ country: 'US', ...attributesOf(options) }) as NewAddress
