import type { Inventory } from '../inventory/inventory.ts'
import { builtInRouteId } from '../world/routes.ts'
import type { EmulatorSnapshot } from './document.ts'
import { impossible } from './impossible.ts'

/**
 * Checks what the form of the members does not tell: that nothing is there twice, and that all that is
 * referred to is there.
 *
 * @throws {RangeError} a member says what cannot be
 */
export function checkConsistency(snapshot: EmulatorSnapshot, inventory: Inventory): void {
  checkRecords('routes', snapshot.routes)
  checkRecords('emergencyAddresses', snapshot.emergencyAddresses)
  checkRecords('cnams', snapshot.cnams)
  checkNumbers(snapshot, inventory)
  checkEvents(snapshot)
  checkWebhooks(snapshot)
  checkIds('faults.rules', snapshot.faults.rules)
}

function checkRecords(
  name: 'routes' | 'emergencyAddresses' | 'cnams',
  { nextId, made }: { nextId: number; made: readonly { id: string }[] },
): void {
  checkIds(`${name}.made`, made)
  for (const [index, { id }] of made.entries()) {
    if (Number(id) >= nextId) throw impossible(`${name}.made[${index}].id`, `is not below nextId, ${nextId}`)
  }
}

function checkNumbers(snapshot: EmulatorSnapshot, inventory: Inventory): void {
  const routes = new Set([builtInRouteId, ...idsOf(snapshot.routes.made)])
  const addresses = new Set(idsOf(snapshot.emergencyAddresses.made))
  const cnams = new Set(idsOf(snapshot.cnams.made))
  checkUnique(
    'numbers',
    'number',
    snapshot.numbers.map(({ number }) => number),
  )
  for (const [index, number] of snapshot.numbers.entries()) {
    if (inventory.find(number.number) === undefined) {
      throw impossible(`numbers[${index}].number`, `is not in the inventory of seed ${snapshot.seed}`)
    }
    const references = [
      ['primaryRouteId', routes],
      ['failoverRouteId', routes],
      ['emergencyAddressId', addresses],
      ['cnamId', cnams],
    ] as const
    for (const [member, known] of references) {
      checkKnown(`numbers[${index}].${member}`, number[member], known)
    }
  }
}

function checkEvents({ messages, events, webhooks }: EmulatorSnapshot): void {
  checkIds('messages.records', messages.records)
  const receipts = new Map(messages.records.map((record) => [record.id, record.receipts.length]))
  const deliveries = new Set(idsOf(webhooks.deliveries))
  for (const [index, { item }] of events.entries()) {
    const name = `events[${index}].item`
    if (item.kind === 'retry') checkKnown(`${name}.delivery`, item.delivery, deliveries)
    else checkKnown(`${name}.message`, item.message, receipts)
    if (item.kind === 'receipt' && item.receipt >= (receipts.get(item.message) ?? 0)) {
      throw impossible(`${name}.receipt`, 'is not the place of a receipt of the message')
    }
  }
}

function checkWebhooks({ webhooks: { deliveries, due } }: EmulatorSnapshot): void {
  checkIds('webhooks.deliveries', deliveries)
  const known = new Set(idsOf(deliveries))
  for (const [index, { delivery }] of due.entries()) {
    checkKnown(`webhooks.due[${index}].delivery`, delivery, known)
  }
}

function checkIds(name: string, records: readonly { id: string }[]): void {
  checkUnique(name, 'id', idsOf(records))
}

function checkUnique(name: string, member: string, values: readonly string[]): void {
  const seen = new Set<string>()
  for (const [index, value] of values.entries()) {
    if (seen.has(value)) throw impossible(`${name}[${index}].${member}`, 'is there twice')
    seen.add(value)
  }
}

function checkKnown(member: string, id: string | null, known: { has(id: string): boolean }): void {
  if (id !== null && !known.has(id)) throw impossible(member, `refers to ${id}, which is not there`)
}

function idsOf(records: readonly { id: string }[]): string[] {
  return records.map(({ id }) => id)
}
