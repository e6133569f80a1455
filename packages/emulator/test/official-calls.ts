import { expect } from 'vitest'
import {
  accepts,
  bodiless,
  body,
  type Case,
  type Ids,
  json,
  jsonUtf8,
  like,
  vnd,
  vndUtf8,
} from './official-forms.ts'

import * as records from './official-record-calls.ts'

// What the official SDKs put on the wire, method by method: the request itself, and what it must come to.

const message = { to: '12065550100', from: '{n}', body: 'hello there' }
const mms = {
  ...message,
  is_mms: 'true',
  media_urls: ['http://s3.amazonaws.com/barkpost-assets/50+GIFs/37.gif'],
}
const newRoute = {
  type: 'route',
  attributes: { route_type: 'host', value: 'www.flowroute.com', alias: 'new route' },
}
const routeBody = '{"data":{"type":"route","id":"{r}"}}'
const callback = { data: { attributes: { callback_url: 'http://www.example.com/callback' } } }
const ownNumber = ({ n }: Ids): unknown => like({ id: n, type: 'number' })
const record = ({ m }: Ids): unknown =>
  like({ id: m, attributes: like({ body: 'before', direction: 'outbound' }) })
const accepted = (): unknown => like({ type: 'message', id: expect.stringMatching(/^mdr2-/) })

export const node: Record<string, Case> = {
  getAccountPhoneNumbers: {
    method: 'GET',
    path: '/v2/numbers?starts_with=1&ends_with=&contains=&limit=10&offset=0',
    sent: accepts(json),
    status: 200,
    data: (ids) => [ownNumber(ids)],
  },
  getPhoneNumberDetails: {
    method: 'GET',
    path: '/v2/numbers/{n}',
    sent: accepts(json),
    status: 200,
    data: ownNumber,
  },
  createPurchaseAPhoneNumber: {
    method: 'POST',
    path: '/v2/numbers/{sale}',
    sent: bodiless(json),
    status: 201,
    data: ({ sale }) => like({ id: sale }),
  },
  listAvailableAreaCodes: {
    method: 'GET',
    path: '/v2/numbers/available/areacodes?limit=3&offset=0&max_setup_cost=3.25',
    sent: accepts(json),
    status: 200,
    data: () => Array(3).fill(like({ type: 'areacode' })),
  },
  listAvailableExchangeCodes: {
    method: 'GET',
    path: '/v2/numbers/available/exchanges?limit=2&offset=0&max_setup_cost=5&areacode=206',
    sent: accepts(json),
    status: 200,
    data: () => Array(2).fill(like({ type: 'exchange', id: expect.stringMatching(/^206/) })),
  },
  searchForPurchasablePhoneNumbers: {
    method: 'GET',
    path: '/v2/numbers/available?starts_with=1206&contains=2&ends_with=4&limit=2&offset=0&rate_center=seattle&state=wa',
    sent: accepts(json),
    status: 200,
    data: () => Array(2).fill(like({ id: expect.stringMatching(/^1206.*4$/) })),
  },
  listInboundRoutes: {
    method: 'GET',
    path: '/v2/routes?limit=2&offset=0',
    sent: accepts(null),
    status: 200,
    data: ({ r }) => [like({ id: '0' }), like({ id: r })],
  },
  createAnInboundRoute: {
    method: 'POST',
    path: '/v2/routes',
    sent: body({ data: newRoute }, null, jsonUtf8),
    status: 201,
    data: () =>
      like({
        type: 'route',
        attributes: like(newRoute.attributes),
      }),
  },
  updatePrimaryVoiceRouteForAPhoneNumber: {
    method: 'PATCH',
    path: '/v2/numbers/{n}/relationships/primary_route',
    sent: body(routeBody, null, jsonUtf8),
    status: 204,
  },
  updateFailoverVoiceRouteForAPhoneNumber: {
    method: 'PATCH',
    path: '/v2/numbers/{n}/relationships/failover_route',
    sent: body(routeBody, null, jsonUtf8),
    status: 204,
  },
  'getLookUpASetOfMessages, UTC moments': {
    method: 'GET',
    path: '/v2.1/messages?start_date=2018-01-01T00%3A00%3A00Z&end_date=2099-01-01T00%3A00%3A00Z&limit=2&offset=0',
    sent: accepts(null),
    status: 200,
    data: (ids) => [record(ids)],
  },
  'getLookUpASetOfMessages, a zoned moment': {
    method: 'GET',
    path: '/v2.1/messages?start_date=2018-01-01T05%3A30%3A00%2B05%3A30',
    sent: accepts(null),
    status: 200,
    data: (ids) => [record(ids)],
  },
  'createSendAMessage, flat': {
    method: 'POST',
    path: '/v2.1/messages',
    sent: body({ ...message, is_mms: false, dlr_callback: 'http://example.com/dlr' }, null, jsonUtf8),
    status: 202,
    data: accepted,
  },
  'createSendAMessage, nested': {
    method: 'POST',
    path: '/v2.1/messages',
    sent: body({ data: { type: 'message', attributes: mms } }, null, jsonUtf8),
    status: 202,
    data: accepted,
  },
  lookUpAMessageDetailRecord: {
    method: 'GET',
    path: '/v2.1/messages/{m}',
    sent: accepts(json),
    status: 200,
    data: record,
  },
  ...records.node,
}

export const python: Record<string, Case> = {
  ...records.python,
  list_available_area_codes: { ...(node['listAvailableAreaCodes'] as Case), sent: accepts('*/*') },
  list_available_exchange_codes: { ...(node['listAvailableExchangeCodes'] as Case), sent: accepts('*/*') },
  'search_for_purchasable_phone_numbers, a space in the rate center': {
    method: 'GET',
    path: '/v2/numbers/available?limit=1&rate_center=NEW%20YORK',
    sent: accepts(json),
    status: 200,
    data: () => [],
  },
  purchase_a_phone_number: { ...(node['createPurchaseAPhoneNumber'] as Case), sent: bodiless(json) },
  list_account_phone_numbers: { ...(node['getAccountPhoneNumbers'] as Case), path: '/v2/numbers?limit=10' },
  list_phone_number_details: node['getPhoneNumberDetails'] as Case,
  release_a_did: { method: 'DELETE', path: '/v2/numbers/{n}', sent: bodiless(json), status: 204 },
  set_did_alias: {
    method: 'PATCH',
    path: '/v2/numbers/{n}',
    sent: body({ type: 'number', alias: 'an alias' }, json, null),
    status: 200,
    data: () => like({ attributes: like({ alias: 'an alias' }) }),
  },
  set_did_callback: {
    method: 'POST',
    path: '/v2/numbers/{n}/relationships/dlr_callback',
    sent: body(callback, json, null),
    status: 204,
  },
  'create_an_inbound_route, as the demo does': {
    method: 'POST',
    path: '/v2/routes',
    sent: body(
      { data: { ...newRoute, attributes: { ...newRoute.attributes, edge_strategy: 4 } } },
      '*/*',
      jsonUtf8,
    ),
    status: 201,
    data: () => like({ attributes: { ...newRoute.attributes, edge_strategy_id: 4 } }),
  },
  list_inbound_routes: { ...(node['listInboundRoutes'] as Case), sent: accepts('*/*') },
  update_primary_voice_route: {
    ...(node['updatePrimaryVoiceRouteForAPhoneNumber'] as Case),
    sent: body(routeBody, '*/*', null),
  },
  update_failover_voice_route: {
    ...(node['updateFailoverVoiceRouteForAPhoneNumber'] as Case),
    sent: body(routeBody, '*/*', null),
  },
  list_edge_strategies: {
    method: 'GET',
    path: '/v2/routes/edge_strategies',
    sent: accepts('*/*'),
    status: 200,
    data: () => Array(9).fill(like({ type: 'edge_strategy', id: expect.any(Number) })),
  },
  'look_up_a_set_of_messages, times without a zone': {
    method: 'GET',
    path: '/v2.1/messages?start_date=2018-01-01T00%3A00%3A00&end_date=2099-01-01T00%3A00%3A00&limit=2',
    sent: accepts(json),
    status: 200,
    data: (ids) => [record(ids)],
  },
  look_up_a_message_detail_record: node['lookUpAMessageDetailRecord'] as Case,
  send_a_message: {
    method: 'POST',
    path: '/v2.1/messages',
    sent: body({ data: { type: 'message', attributes: mms } }, vnd, vndUtf8),
    status: 202,
    data: accepted,
  },
  ...Object.fromEntries(
    ['sms_callback', 'mms_callback', 'dlr_callback'].map((kind): [string, Case] => [
      `set_account_level_${kind}`,
      { method: 'PUT', path: `/v2.1/messages/${kind}`, sent: body(callback, vnd, vnd), status: 204 },
    ]),
  ),
  set_did_level_dlr_callback: {
    method: 'POST',
    path: '/v2/numbers/{n}/relationships/dlr_callback',
    sent: body(callback, vnd, vnd),
    status: 204,
  },
}

export const others: Record<string, Case> = {
  ...records.others,
  'PHP: account callback, flat under the JSON:API type': {
    method: 'PUT',
    path: '/v2.1/messages/sms_callback',
    sent: body({ callback_url: 'http://www.example.com/callback' }, vnd, vnd),
    status: 204,
  },
  'Ruby and PHP: number callback, flat': {
    method: 'POST',
    path: '/v2/numbers/{n}/relationships/dlr_callback',
    sent: body({ callback_url: 'http://www.example.com/callback' }, json, json),
    status: 204,
  },
  'Ruby: an alias as JSON under the type of a form': {
    method: 'PATCH',
    path: '/v2/numbers/{n}',
    sent: body({ type: 'number', alias: 'an alias' }, json, 'application/x-www-form-urlencoded'),
    status: 200,
    data: () => like({ attributes: like({ alias: 'an alias' }) }),
  },
  'Node before 2019: a route of a number as JSON under text/plain': {
    method: 'PATCH',
    path: '/v2/numbers/{n}/relationships/primary_route',
    sent: body(routeBody, null, 'text/plain'),
    status: 204,
  },
  'third parties: options of a purchase in the query': {
    method: 'POST',
    path: '/v2/numbers/{sale}?cnam_lookups_enabled=false&messaging_enabled=true',
    sent: bodiless(json),
    status: 201,
    data: () => like({ attributes: like({ cnam_lookups_enabled: false }) }),
  },
  'third parties: order by number': {
    method: 'GET',
    path: '/v2/numbers/available?limit=1&order_by=tn,asc',
    sent: accepts('*/*'),
    status: 200,
    data: () => [like({ id: expect.stringMatching(/^1201/) })],
  },
  'Node: a literal null in the query': {
    method: 'GET',
    path: '/v2/numbers?limit=1&null',
    sent: accepts(json),
    status: 200,
    data: (ids) => [ownNumber(ids)],
  },
}
