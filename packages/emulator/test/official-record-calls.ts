import { expect } from 'vitest'
import { accepts, bodiless, body, type Case, type Ids, json, jsonUtf8, like, vnd } from './official-forms.ts'
import { noUnit } from './support.ts'

// The part of the official calls that deals with emergency addresses and caller names.

/** In the order in which the Python SDK builds it. */
const attributes = {
  label: 'Test Address',
  first_name: 'Chris',
  last_name: 'Smith',
  street_name: '3rd Ave',
  street_number: '1182',
  city: 'Seattle',
  state: 'WA',
  country: 'US',
  zip: '98101',
}
const unit = { address_type: 'Lobby', address_type_number: '12' }
const address = (more: object = {}) => ({ data: { type: 'e911', attributes: { ...attributes, ...more } } })
const created =
  (more: object = {}) =>
  () =>
    like({ type: 'e911', attributes: { ...attributes, ...more } })
const updated = ({ e }: Ids): unknown => like({ id: e, attributes: like({ label: 'Test Address' }) })
const ownAddress = ({ e }: Ids): unknown => like({ id: e, type: 'e911' })
const ownName = ({ c }: Ids): unknown => like({ id: c, attributes: like({ is_approved: true }) })
const newName = () => like({ attributes: like({ value: 'FR TEST', is_approved: false }) })
const date_created = expect.stringMatching(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/)
const assigned = ({ c }: Ids): unknown => ({ attributes: { date_created }, id: Number(c), type: 'cnam' })
const unassigned = (): unknown => ({ attributes: { date_created }, id: null, type: 'cnam' })

export const node: Record<string, Case> = {
  'listAccountE911Addresses, with the null that it adds': {
    method: 'GET',
    path: '/v2/e911s?limit=3&offset=0&state=WA&null',
    sent: accepts(json),
    status: 200,
    data: (ids) => [ownAddress(ids)],
  },
  'listAccountE911Addresses, free query parameters': {
    method: 'GET',
    path: '/v2/e911s?limit=3&offset=0&state=wa&city=seat&street_name=20TH',
    sent: accepts(json),
    status: 200,
    data: (ids) => [ownAddress(ids)],
  },
  listE911RecordDetails: {
    method: 'GET',
    path: '/v2/e911s/{e}',
    sent: accepts(json),
    status: 200,
    data: ownAddress,
  },
  validateAnE911Address: {
    method: 'POST',
    path: '/v2/e911s/validate',
    sent: body(address(unit), null, jsonUtf8),
    status: 204,
  },
  createAndValidateANewE911Address: {
    method: 'POST',
    path: '/v2/e911s',
    sent: body(address(unit), json, jsonUtf8),
    status: 201,
    data: created(unit),
  },
  updateAndValidateAnExistingE911Address: {
    method: 'PATCH',
    path: '/v2/e911s/{e}',
    sent: body({ data: { type: 'e911', attributes: { label: 'Test Address' } } }, json, jsonUtf8),
    status: 200,
    data: updated,
  },
  removeAnE911AddressFromYourAccount: {
    method: 'DELETE',
    path: '/v2/e911s/{e}',
    sent: bodiless(json),
    status: 204,
  },
  listPhoneNumbersWithE911Record: {
    method: 'GET',
    path: '/v2/e911s/{e}/relationships/numbers',
    sent: accepts(json),
    status: 200,
    data: () => [],
  },
  updateAssignAValidE911AddressToYourPhoneNumber: {
    method: 'PATCH',
    path: '/v2/numbers/{n}/relationships/e911s/{e}',
    sent: bodiless(json),
    status: 204,
  },
  deleteDeactivateE911ServiceForYourPhoneNumber: {
    method: 'DELETE',
    path: '/v2/numbers/{n}/relationships/e911s',
    sent: { headers: { 'content-length': '0' } },
    status: 204,
  },
  listAccountCNAMRecords: {
    method: 'GET',
    path: '/v2/cnams?limit=10&offset=0&is_approved=true',
    sent: accepts(json),
    status: 200,
    data: (ids) => [ownName(ids)],
  },
  listCNAMRecordDetails: {
    method: 'GET',
    path: '/v2/cnams/{c}',
    sent: accepts(json),
    status: 200,
    data: ownName,
  },
  createANewCNAMRecord: {
    method: 'POST',
    path: '/v2/cnams',
    sent: body({ value: 'FR TEST' }, json, jsonUtf8),
    status: 201,
    data: newName,
  },
  'createANewCNAMRecord, with its header in quote marks': {
    method: 'POST',
    path: '/v2/cnams',
    sent: {
      raw: '{"value":"FR TEST"}',
      headers: { accept: json, "'Content-Type'": json, 'content-type': jsonUtf8 },
    },
    status: 201,
    data: newName,
  },
  updateAssignACNAMRecordToYourPhoneNumber: {
    method: 'PATCH',
    path: '/v2/numbers/{n}/relationships/cnams/{c}',
    sent: bodiless(json),
    status: 202,
    data: assigned,
  },
  deleteUnassignACNAMRecordFromYourPhoneNumber: {
    method: 'DELETE',
    path: '/v2/numbers/{n}/relationships/cnams',
    sent: bodiless(json),
    status: 202,
    data: unassigned,
  },
  deleteACNAMRecord: { method: 'DELETE', path: '/v2/cnams/{c}', sent: bodiless(json), status: 204 },
}

export const python: Record<string, Case> = {
  list_e911s: {
    ...(node['listAccountE911Addresses, with the null that it adds'] as Case),
    path: '/v2/e911s?limit=2&state=wa',
  },
  get_e911: { ...(node['listE911RecordDetails'] as Case), sent: accepts('*/*') },
  validate_address: {
    method: 'POST',
    path: '/v2/e911s/validate',
    sent: body(address(), vnd, null),
    status: 204,
  },
  create_address: {
    method: 'POST',
    path: '/v2/e911s',
    sent: body(address(), vnd, null),
    status: 201,
    data: created(noUnit),
  },
  'update_address, the whole record back': {
    method: 'PATCH',
    path: '/v2/e911s/{e}',
    sent: body(
      {
        data: {
          attributes: {
            ...attributes,
            zip: '98104',
            zip_code: '98104',
            address_type: null,
            address_type_number: null,
          },
          id: '{e}',
          links: { self: 'https://api.flowroute.com/v2/e911s/{e}' },
          type: 'e911',
        },
      },
      vnd,
      null,
    ),
    status: 200,
    data: ({ e }) => like({ id: e, attributes: { ...attributes, ...noUnit, zip: '98104' } }),
  },
  associate: {
    ...(node['updateAssignAValidE911AddressToYourPhoneNumber'] as Case),
    sent: bodiless(vnd),
  },
  disconnect: { ...(node['deleteDeactivateE911ServiceForYourPhoneNumber'] as Case), sent: bodiless(vnd) },
  delete_address: { ...(node['removeAnE911AddressFromYourAccount'] as Case), sent: bodiless(vnd) },
  list_dids_for_e911: { ...(node['listPhoneNumbersWithE911Record'] as Case), sent: accepts(vnd) },
  'list_cnams, approved as Python writes it': {
    ...(node['listAccountCNAMRecords'] as Case),
    path: '/v2/cnams?limit=10&offset=0&is_approved=True',
    sent: accepts('*/*'),
  },
  get_cnam: { ...(node['listCNAMRecordDetails'] as Case), sent: accepts('*/*') },
  search_cnams: {
    ...(node['listAccountCNAMRecords'] as Case),
    path: '/v2/cnams?limit=10&offset=0&starts_with=rain&contains=CITY&ends_with=bread',
    sent: accepts('*/*'),
  },
  create_cnam_record: {
    method: 'POST',
    path: '/v2/cnams',
    sent: body('value=FR+TEST', json, 'application/x-www-form-urlencoded'),
    status: 201,
    data: newName,
  },
  'associate_cnam, finding the number': {
    method: 'GET',
    path: '/v2/numbers?contains={n}',
    sent: accepts('*/*'),
    status: 200,
    data: ({ n }) => [like({ id: n })],
  },
  associate_cnam: {
    ...(node['updateAssignACNAMRecordToYourPhoneNumber'] as Case),
    path: '/v2/numbers/{n}/relationships/cnam/{c}',
  },
  unassociate_cnam: {
    ...(node['deleteUnassignACNAMRecordFromYourPhoneNumber'] as Case),
    path: '/v2/numbers/{n}/relationships/cnam',
  },
  remove_cnam: { ...(node['deleteACNAMRecord'] as Case), sent: bodiless('*/*') },
}

const form = 'application/x-www-form-urlencoded'

export const others: Record<string, Case> = {
  'Ruby: an address as JSON under the type of a form': {
    method: 'POST',
    path: '/v2/e911s',
    sent: body(address(unit), json, form),
    status: 201,
    data: created(unit),
  },
  'Ruby: a change of an address as JSON under the type of a form': {
    method: 'PATCH',
    path: '/v2/e911s/{e}',
    sent: body({ data: { type: 'e911', attributes: { label: 'Test Address' } } }, json, form),
    status: 200,
    data: updated,
  },
  'Ruby: a caller name as a form': {
    method: 'POST',
    path: '/v2/cnams',
    sent: body('value=FR+TEST', '*/*', form),
    status: 201,
    data: newName,
  },
  'curl -d without a header: a caller name as JSON under the type of a form': {
    method: 'POST',
    path: '/v2/cnams',
    sent: body('{"value":"FR TEST"}', '*/*', form),
    status: 201,
    data: newName,
  },
  'PHP: caller names by parts of their value': {
    method: 'GET',
    path: '/v2/cnams?limit=10&offset=0&starts_with=rain&contains=CITY&ends_with=bread',
    sent: accepts(json),
    status: 200,
    data: (ids) => [ownName(ids)],
  },
  '.NET: the type of an address as in the path': {
    method: 'POST',
    path: '/v2/e911s',
    sent: body({ data: { type: 'e911s', attributes: { ...attributes, ...unit } } }, json, jsonUtf8),
    status: 201,
    data: created(unit),
  },
}
