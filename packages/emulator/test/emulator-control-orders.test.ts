import { describe, expect, test } from 'vitest'
import { failureOf, setUpControl } from './control-support.ts'
import { createOrder, orderOf, stateOf, submitOrder } from './port-support.ts'
import { buyOne } from './support.ts'

describe('port orders', () => {
  test('are listed at a glance, here and by the control', async () => {
    const { server, control, call } = await setUpControl()
    const one = await createOrder(call, { alias: 'one', numbers: ['+12065550100'] })
    await call('POST', `/v2/portorders/${one}/upload_file`, { json: { filename: 'waits.pdf' } })
    await call('POST', `/v2/portorders/${one}/files`, { json: { url: 'https://example.com/bill.pdf' } })
    const two = await submitOrder(call, { alias: 'two', numbers: ['+18005550100'] })
    await control.portOrders.reject(two, 'The name does not match.')
    const listed = await control.portOrders.list().toArray()
    expect(listed).toEqual([
      {
        id: one,
        groupId: (await orderOf(call, one))['group_id'],
        alias: 'one',
        status: 'pending',
        numbers: ['12065550100'],
        comment: null,
        documents: [{ id: '1', filename: 'bill.pdf', status: 'pending' }],
        statusUpdatedAt: null,
      },
      {
        id: two,
        groupId: (await orderOf(call, two))['group_id'],
        alias: 'two',
        status: 'rejected',
        numbers: ['18005550100'],
        comment: 'The name does not match.',
        documents: [{ id: '0', filename: 'loa.pdf', status: 'uploaded' }],
        statusUpdatedAt: '2026-01-15T17:00:00.000Z',
      },
    ])
    expect(server.portOrders.list()).toEqual(listed)
  })

  test('are moved by the control', async () => {
    const { control, call } = await setUpControl()
    const { portOrders } = control
    const id = await submitOrder(call)
    await portOrders.reject(id, 'no')
    await portOrders.resubmit(id)
    await portOrders.accept(id)
    expect(await stateOf(call, id)).toBe('accepted')
    await portOrders.hardCancel(id, 'By request.')
    expect(await orderOf(call, id)).toMatchObject({
      status: 'hard_canceled',
      comments: [{ comment: 'no' }, { comment: 'By request.' }],
    })
    const other = await submitOrder(call, { numbers: ['+12065550102'] })
    await portOrders.complete(other)
    expect(await stateOf(call, other)).toBe('completed')
    expect(await failureOf(portOrders.complete(id))).toMatchObject({
      status: 422,
      reason: `port order ${id} is hard_canceled and cannot become completed`,
    })
    expect(await failureOf(portOrders.accept('1'))).toMatchObject({ status: 404 })
  })
})

describe('exports of call records', () => {
  const filter_parameters = { start_call_start_time: '2025-12-01', start_call_end_time: '2026-01-01' }

  test('are ended and listed by the control', async () => {
    const { server, control, call } = await setUpControl()
    await buyOne(call)
    const ids: string[] = []
    for (let count = 0; count < 3; count++) {
      ids.push((await call('POST', '/v2/cdrs/exports', { json: { filter_parameters } })).data.id)
    }
    const [completed = '', failed = '', processing = ''] = ids
    await control.cdrExports.complete(completed)
    await control.cdrExports.fail(failed)
    const window = { from: '2025-12-01T00:00:00.000Z', to: '2026-01-01T00:00:00.000Z' }
    const none = { calls: null, cost: null, expiresAt: null }
    const { num_calls, total_cost } = (await call('GET', `/v2/cdrs/exports/${completed}`)).data.attributes
    const listed = await control.cdrExports.list().toArray()
    expect(listed).toEqual([
      { id: processing, status: 'processing', ...window, ...none },
      { id: failed, status: 'failed', ...window, ...none },
      {
        ...{ id: completed, status: 'completed', ...window },
        ...{ calls: num_calls, cost: total_cost, expiresAt: '2026-01-18T17:00:00.000Z' },
      },
    ])
    expect(server.cdrExports.list()).toEqual(listed)
    expect(await failureOf(control.cdrExports.fail(failed))).toMatchObject({ status: 422 })
    expect(await failureOf(control.cdrExports.complete('1'))).toMatchObject({ status: 404 })
  })
})

test('the clock is set by the control, forward and back', async () => {
  const { server, control } = await setUpControl()
  for (const time of [new Date('2026-02-01T00:00:00.125Z'), new Date('2025-12-01T00:00:00Z')]) {
    expect(await control.clock.set(time)).toEqual(time)
    expect(server.clock.now()).toEqual(time)
  }
  expect(await failureOf(control.clock.set(new Date(Number.NaN)))).toMatchObject({ status: 422 })
})

test('the form of inbound SMS is set by the control', async () => {
  const { server, control } = await setUpControl()
  expect(await control.inboundWebhooks.format()).toBe('json-api')
  await control.inboundWebhooks.setFormat('flat')
  expect([await control.inboundWebhooks.format(), server.inboundWebhooks.format]).toEqual(['flat', 'flat'])
  expect(await failureOf(control.inboundWebhooks.setFormat('xml' as 'flat'))).toMatchObject({ status: 422 })
})

test('onlookers are told of changes of orders and exports', async () => {
  const { server, call } = await setUpControl()
  const authorization = `Basic ${btoa(`${server.accessKey}:${server.secretKey}`)}`
  const { body } = await fetch(`${server.url}/__emulator/events`, { headers: { authorization } })
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
  let seen = ''
  const changes = async (count: number): Promise<void> => {
    while (seen.split('event: account-changed').length <= count) seen += (await reader?.read())?.value ?? ''
  }
  const id = await createOrder(call)
  await changes(1)
  await call('POST', `/v2/portorders/${id}/loa`, {
    json: { signature_name: 'A B', signature_title: 'Owner' },
  })
  await changes(2)
  server.portOrders.accept(id)
  await changes(4)
  await reader?.cancel()
  expect(server.portOrders.list()).toMatchObject([{ status: 'accepted' }])
})
