import { foreignNumber } from '../inventory/foreign-numbers.ts'
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
  checkPortOrders(snapshot)
  checkRecords('cdrExports', snapshot.cdrExports)
  checkIds('provisioningTasks', snapshot.provisioningTasks)
  checkEvents(snapshot)
  checkWebhooks(snapshot)
  checkIds('faults.rules', snapshot.faults.rules)
}

function checkRecords(
  name: 'routes' | 'emergencyAddresses' | 'cnams' | 'portOrders' | 'cdrExports',
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
    if (number.ported && foreignNumber(number.number) === undefined) {
      throw impossible(`numbers[${index}].number`, 'is no number of the United States or Canada')
    }
    if (!number.ported && inventory.find(number.number) === undefined) {
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

function checkEvents(snapshot: EmulatorSnapshot): void {
  const { messages, events, webhooks, portOrders } = snapshot
  checkIds('messages.records', messages.records)
  const receipts = new Map(messages.records.map((record) => [record.id, record.receipts.length]))
  const deliveries = new Set(idsOf(webhooks.deliveries))
  const exports = new Set(idsOf(snapshot.cdrExports.made))
  const tasks = new Set(idsOf(snapshot.provisioningTasks))
  const files = new Map(portOrders.made.map(({ id, files: own }) => [id, new Set(idsOf(own))]))
  for (const [index, { item }] of events.entries()) {
    const name = `events[${index}].item`
    switch (item.kind) {
      case 'retry':
        checkKnown(`${name}.delivery`, item.delivery, deliveries)
        break
      case 'port-order':
        checkKnown(`${name}.order`, item.order, files)
        break
      case 'cdr-export':
        checkKnown(`${name}.id`, item.id, exports)
        break
      case 'provisioning':
        checkKnown(`${name}.task`, item.task, tasks)
        break
      case 'pull':
        checkKnown(`${name}.order`, item.order, files)
        checkKnown(`${name}.file`, item.file, files.get(item.order) ?? new Set())
        break
      default:
        checkKnown(`${name}.message`, item.message, receipts)
    }
    if (item.kind === 'receipt' && item.receipt >= (receipts.get(item.message) ?? 0)) {
      throw impossible(`${name}.receipt`, 'is not the place of a receipt of the message')
    }
  }
}

function checkPortOrders({ portOrders }: EmulatorSnapshot): void {
  checkRecords('portOrders', portOrders)
  for (const [index, { files, numbers }] of portOrders.made.entries()) {
    checkIds(`portOrders.made[${index}].files`, files)
    const wrong = numbers.findIndex((number) => foreignNumber(number) === undefined)
    if (wrong >= 0 || numbers.length === 0) {
      throw impossible(`portOrders.made[${index}].numbers`, 'must be numbers of the United States or Canada')
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
