import * as v from 'valibot'
import { list, strictObject, text, webUrl, word } from '../validation/values.ts'

/** In YAML, which is read without guessing types, it is a text. */
const flag = v.pipe(
  v.union([v.boolean(), v.literal('true'), v.literal('false')], 'must be true or false'),
  v.transform((value) => value === true || value === 'true'),
)

const callbacks = v.lazy((value) =>
  typeof value === 'string'
    ? webUrl
    : strictObject({
        sms_callback: v.exactOptional(webUrl),
        mms_callback: v.exactOptional(webUrl),
        sms_dlr_callback: v.exactOptional(webUrl),
        mms_dlr_callback: v.exactOptional(webUrl),
      }),
)

const number = strictObject({
  number: text,
  name: v.exactOptional(text),
  messaging: v.exactOptional(flag, true),
  route: v.exactOptional(text, 'sip-reg'),
  failover: v.exactOptional(text),
  address: v.exactOptional(text),
  callerName: v.exactOptional(text),
  callbacks: v.exactOptional(callbacks),
})

const route = strictObject({ alias: text, type: word(['host', 'number', 'uri']), value: text })

const address = strictObject({
  label: text,
  firstName: text,
  lastName: text,
  streetNumber: text,
  streetName: text,
  addressType: v.exactOptional(text),
  addressTypeNumber: v.exactOptional(text),
  city: text,
  state: text,
  country: v.exactOptional(text, 'US'),
  zip: text,
})

const callerName = strictObject({
  value: text,
  state: v.exactOptional(word(['approved', 'pending', 'rejected']), 'approved'),
})

const message = v.pipe(
  strictObject({
    in: v.exactOptional(text),
    out: v.exactOptional(text),
    media: v.exactOptional(list(webUrl), []),
    at: v.exactOptional(text),
  }),
  v.check((given) => (given.in === undefined) !== (given.out === undefined), 'must have either in or out'),
)

const conversation = strictObject({ number: text, with: text, messages: list(message) })

/** What a world starts with. */
export const startingWorld = strictObject({
  numbers: v.exactOptional(list(number), []),
  routes: v.exactOptional(list(route), []),
  addresses: v.exactOptional(list(address), []),
  callerNames: v.exactOptional(list(callerName), []),
  callbacks: v.exactOptional(callbacks),
  names: v.exactOptional(v.record(text, text, 'must be an object'), {}),
  optOuts: v.exactOptional(list(strictObject({ number: text, with: text })), []),
  conversations: v.exactOptional(list(conversation), []),
})

export type ParsedWorld = v.InferOutput<typeof startingWorld>
