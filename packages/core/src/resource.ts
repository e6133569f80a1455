/** For authors of resource packages: schemas, inputs, decoders, signing. */
export { asJson } from './client/as-json.ts'
export { type Callback, getCallback } from './client/callback.ts'
export { toClient } from './client/client.ts'
export { pause } from './client/pause.ts'
export {
  createSigner,
  type SignableRequest,
  type Signature,
  type Signer,
} from './client/signer.ts'
export { type CallbackKind, callbackKindInput } from './inputs/callback-kind.ts'
export {
  booleanInput,
  idInput,
  patternInput,
  phoneNumberInput,
  textInput,
  urlInput,
} from './inputs/fields.ts'
export { checkChanges, checkInput, input, inputObject, listOptionsInput } from './inputs/input.ts'
export { checkNames } from './inputs/known-names.ts'
export { type Path, path } from './inputs/path.ts'
export { phoneNumber } from './inputs/phone-number.ts'
export { routeValueInput } from './inputs/route-value.ts'
export { bareEntity, entityMap } from './json-api/bare.ts'
export type { DecodeContext, Decoder, SchemaIssue } from './json-api/decoder.ts'
export { entities, entity, noContent } from './json-api/document.ts'
export {
  booleanOrText,
  convert,
  type Entity,
  numberOrText,
  type Open,
  openEnum,
  textOrNumber,
  timestamp,
} from './schemas/fields.ts'
export type { Schema } from './schemas/schema.ts'
export { parseTime } from './schemas/time.ts'
