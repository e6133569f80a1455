import { checkCallerName } from '../endpoints/cnams.ts'
import { readAddress } from '../endpoints/emergency-address-fields.ts'
import { checkRouteValue } from '../endpoints/route-values.ts'
import type { CallbackUrls } from '../world/callbacks.ts'
import { longestName } from '../world/names.ts'
import type { AccountNumber } from '../world/numbers.ts'
import type { World } from '../world/world.ts'
import { addConversations } from './conversations.ts'
import { ownNumber, readNumber } from './phone-numbers.ts'
import { attempt, type Report } from './report.ts'
import type { ParsedWorld } from './schema.ts'

/** Puts into a new world what it is to start with; whatever cannot be is reported, and the rest done. */
export function buildWorld(definition: ParsedWorld, world: World, report: Report): void {
  addRoutes(definition, world, report)
  addAddresses(definition, world, report)
  addCallerNames(definition, world, report)
  addNumbers(definition, world, report)
  if (definition.callbacks !== undefined) setCallbacks(definition.callbacks, world.callbacks)
  for (const [given, name] of Object.entries(definition.names)) {
    const path = ['names', given]
    const number = readNumber(given, path, report)
    if (number !== undefined && isName(name, path, report)) world.names.set(number, name)
  }
  for (const [index, { number: ours, with: theirs }] of definition.optOuts.entries()) {
    const number = ownNumber(ours, ['optOuts', index, 'number'], world, report)
    const other = readNumber(theirs, ['optOuts', index, 'with'], report)
    if (number !== undefined && other !== undefined) world.messages.optOut(number.listing.number, other)
  }
  addConversations(definition, world, report)
}

function addRoutes({ routes: all }: ParsedWorld, { routes }: World, report: Report): void {
  for (const [index, { alias, type, value }] of all.entries()) {
    const path = ['routes', index]
    attempt([...path, 'value'], report, () => checkRouteValue(type, value, `a route of the type ${type}`))
    attempt([...path, 'alias'], report, () =>
      routes.create({ alias, routeType: type, value, edgeStrategyId: null }),
    )
  }
}

function addAddresses({ addresses }: ParsedWorld, { emergencyAddresses }: World, report: Report): void {
  for (const [index, address] of addresses.entries()) {
    attempt(['addresses', index], report, () => {
      const fields = Object.entries(address).map(([name, value]) => [snakeCase(name), value])
      emergencyAddresses.create(readAddress(Object.fromEntries(fields)))
    })
  }
}

function addCallerNames({ callerNames }: ParsedWorld, { cnams }: World, report: Report): void {
  for (const [index, { value, state }] of callerNames.entries()) {
    attempt(['callerNames', index], report, () => {
      const { id } = cnams.create(checkCallerName({ value }))
      if (state === 'approved') cnams.approve(id)
      if (state === 'rejected') cnams.reject(id, 'Rejected.')
    })
  }
}

function addNumbers({ numbers: all }: ParsedWorld, world: World, report: Report): void {
  for (const [index, given] of all.entries()) {
    const path = ['numbers', index]
    const digits = readNumber(given.number, [...path, 'number'], report)
    if (digits === undefined) continue
    if (world.numbers.find(digits) !== undefined) {
      report([...path, 'number'], 'is there twice')
      continue
    }
    const number = world.numbers.grant(digits, given.messaging)
    if (number === undefined) report([...path, 'number'], 'must be a number of the United States or Canada')
    else setUpNumber(number, given, path, { world, report })
  }
}

function setUpNumber(
  number: AccountNumber,
  { name, route, failover, address, callerName, callbacks }: ParsedWorld['numbers'][number],
  path: readonly (string | number)[],
  { world, report }: { world: World; report: Report },
): void {
  const { routes, emergencyAddresses, cnams } = world
  const named = <T>(member: string, value: string | undefined, find: (value: string) => T | undefined) => {
    const found = value === undefined ? undefined : find(value)
    if (value !== undefined && found === undefined) {
      report([...path, member], `is ${JSON.stringify(value)}, and there is none of that name`)
    }
    return found
  }
  if (name !== undefined && isName(name, [...path, 'name'], report)) number.alias = name
  number.primaryRouteId = named('route', route, (alias) => routes.findByAlias(alias))?.id ?? null
  number.failoverRouteId = named('failover', failover, (alias) => routes.findByAlias(alias))?.id ?? null
  const house = named('address', address, (label) => emergencyAddresses.findByLabel(label))
  if (house !== undefined) {
    attempt([...path, 'address'], report, () => emergencyAddresses.assign(house, number))
  }
  const record = named('callerName', callerName, (value) => cnams.findByValue(value))
  if (record !== undefined) attempt([...path, 'callerName'], report, () => cnams.assign(record, number))
  if (callbacks !== undefined) setCallbacks(callbacks, number.callbacks)
}

function setCallbacks(given: NonNullable<ParsedWorld['callbacks']>, callbacks: CallbackUrls): void {
  if (typeof given === 'string') callbacks.setAll(given)
  else for (const kind of callbackKindsIn(given)) callbacks.set(kind, given[kind] ?? '')
}

function callbackKindsIn<Kinds extends object>(given: Kinds): (keyof Kinds)[] {
  return Object.keys(given) as (keyof Kinds)[]
}

function isName(name: string, path: readonly (string | number)[], report: Report): boolean {
  const fits = name !== '' && [...name].length <= longestName
  if (!fits) report(path, `must have from 1 to ${longestName} characters`)
  return fits
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
