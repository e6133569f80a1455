import { listedPortOrder, portOrderResource, portOrderStatus } from '../../documents/port-orders.ts'
import { type Fields, readAttributes } from '../../http/document.ts'
import type { Answer, Call, Endpoint } from '../../http/endpoint.ts'
import { oneOf, optionalText, requiredText } from '../../http/fields.ts'
import { textFilter } from '../../http/filters.ts'
import { readPage } from '../../http/paging.ts'
import { unprocessable } from '../../problem.ts'
import { type PortOrder, portOrderStates } from '../../saved/port-orders.ts'
import { noSuchOrder } from '../../world/porting/no-such-order.ts'
import { isOnHyperNetwork, isPortable } from '../../world/porting/portability.ts'
import { summarise } from '../../world/porting/states.ts'
import type { World } from '../../world/world.ts'
import { readDetailChanges, readNumbers, readPortOrder, readPresets } from './fields.ts'

const base = '/v2/portorders'

/** Port orders: which numbers can be ported, making orders, looking at them, changing and cancelling them. */
export function portOrderEndpoints(world: World): Endpoint[] {
  const { portOrders } = world
  const orderOf = (call: Call): PortOrder => portOrders.get(call.parameter('id'))
  const show = (status: number, order: PortOrder): Answer => ({
    status,
    body: { data: portOrderResource(order) },
  })
  const cancel = (order: PortOrder): Answer => {
    return { status: 200, body: { data: portOrderStatus(portOrders.cancel(order)) } }
  }
  return [
    {
      method: 'POST',
      path: `${base}/portability`,
      async handle({ request }) {
        return {
          status: 200,
          body: { data: portability(await readAttributes(request, { form: true }), world) },
        }
      },
    },
    {
      method: 'POST',
      path: base,
      async handle({ request }) {
        const fields = await readAttributes(request, { type: 'portorder' })
        const [first] = portOrders.create(readPortOrder(fields, world))
        return show(201, first as PortOrder)
      },
    },
    {
      method: 'GET',
      path: base,
      handle: ({ query }) => (query.has('group_id') ? groupStatus(query, world) : list(query, world)),
    },
    { method: 'GET', path: `${base}/:id`, handle: (call) => show(200, orderOf(call)) },
    {
      method: 'PATCH',
      path: `${base}/:id`,
      async handle(call) {
        const order = orderOf(call)
        const fields = await readAttributes(call.request, { type: 'portorder' })
        // The method line of the page on cancelling has this path, its examples the other one.
        if (isCancel(fields)) return cancel(order)
        const alias = optionalText(fields, 'alias')
        const presets = readPresets(fields['presets'], world)
        const details = readDetailChanges(fields, order)
        // The stricter rule first, so that a refusal changes nothing.
        if (details !== undefined) portOrders.changeDetails(order, details)
        return show(200, portOrders.changePresets(order, presets, alias))
      },
    },
    {
      method: 'GET',
      path: `${base}/:id/status`,
      handle: (call) => ({ status: 200, body: { data: portOrderStatus(orderOf(call)) } }),
    },
    {
      method: 'PATCH',
      path: `${base}/:id/status`,
      async handle(call) {
        const order = orderOf(call)
        const fields = await readAttributes(call.request, { type: 'portorder' })
        if (isCancel(fields)) return cancel(order)
        requiredText(fields, 'status')
        throw unprocessable('status can be set to cancelled only.')
      },
    },
    {
      method: 'PATCH',
      path: `${base}/:id/relationships/numbers`,
      async handle(call) {
        const order = orderOf(call)
        const fields = await readAttributes(call.request, {})
        const [add, remove] = [readNumbers(fields, 'add'), readNumbers(fields, 'remove')]
        return show(200, portOrders.changeNumbers(order, add, remove))
      },
    },
    {
      method: 'POST',
      path: `${base}/:group/numbers`,
      async handle(call) {
        const fields = await readAttributes(call.request, {})
        // The example names them so, the table of the page "numbers".
        const numbers = readNumbers(fields, fields['add'] === undefined ? 'numbers' : 'add')
        if (numbers.length === 0) throw unprocessable('add is required: the numbers, as an array of strings.')
        const [order] = portOrders.addToGroup(call.parameter('group'), numbers)
        return show(200, order as PortOrder)
      },
    },
  ]
}

function portability(fields: Fields, world: World): object {
  const given = fields['numbers']
  // One value of a form is no array.
  const numbers = readNumbersLoosely(typeof given === 'string' ? [given] : given)
  const [portable, nonportable] = [
    numbers.filter((number) => isPortable(number, world)),
    numbers.filter((number) => !isPortable(number, world)),
  ]
  const show = (some: readonly string[]): string[] => some.map((number) => `+${number}`)
  return {
    portable: show(portable),
    nonportable: show(nonportable),
    hypernetwork_enabled: show(portable.filter(isOnHyperNetwork)),
  }
}

/** Numbers of other countries are not portable, and no error. */
function readNumbersLoosely(value: unknown): string[] {
  if (!Array.isArray(value) || value.length === 0) {
    throw unprocessable('numbers is required: an array of phone numbers with a leading +.')
  }
  return value.map((item) => {
    const [, digits] = typeof item === 'string' ? (/^[+ ]?([1-9]\d{6,14})$/.exec(item) ?? []) : []
    if (digits === undefined) {
      throw unprocessable(
        `numbers has ${JSON.stringify(item)}, which is not a phone number with a leading +.`,
      )
    }
    return digits
  })
}

function list(query: URLSearchParams, world: World): Answer {
  const { portOrders } = world
  const request = readPage(query, 200)
  const word = textFilter(query, 'status')
  const state = word === undefined ? undefined : oneOf('status', word, portOrderStates)
  const numbers = query
    .getAll('numbers')
    .flatMap((text) => text.split(',').map((part) => part.replace(/^[+ ]/, '')))
  const filter = {
    state,
    alias: textFilter(query, 'alias'),
    numbers: numbers.length === 0 ? undefined : numbers,
  }
  const { items } = portOrders.list(filter, request)
  if (items.length === 0) throw noSuchOrder()
  const data = items.map((order) => listedPortOrder(order, summaryOf(portOrders.group(order.groupId))))
  const attributes = { orders: { data } }
  return { status: 200, body: { data: [{ type: 'portorder_list', id: '0', attributes }] } }
}

function groupStatus(query: URLSearchParams, { portOrders }: World): Answer {
  const id = query.get('group_id') ?? ''
  const orders = portOrders.group(id)
  const attributes = {
    status: summaryOf(orders),
    orders: { data: orders.map(portOrderStatus) },
  }
  return { status: 200, body: { data: { type: 'portorder_group', id, attributes } } }
}

function summaryOf(orders: readonly PortOrder[]): string {
  return summarise(orders.map(({ state }) => state))
}

function isCancel({ status }: Fields): boolean {
  return typeof status === 'string' && /^cancell?ed$/i.test(status)
}
