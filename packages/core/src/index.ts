export {
  ApiError,
  type ApiErrorDetail,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  DuplicateAddressError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  RecipientOptedOutError,
  ServerError,
  UnprocessableEntityError,
} from './api-error.ts'
export { ApiPromise } from './api-promise.ts'
export { type Client, createClient, toClient } from './client.ts'
export {
  AbortedError,
  ConfigurationError,
  ConnectionError,
  FlowrouteError,
  type InputIssue,
  InvalidInputError,
  isFlowrouteError,
  type Outcome,
  ResponseFormatError,
  TimeoutError,
} from './errors.ts'
export {
  type Entity,
  flag,
  numeric,
  type Open,
  open,
  reading,
  string,
  text,
  timestamp,
} from './fields.ts'
export {
  booleanInput,
  type CallbackKind,
  callbackKindInput,
  checkChanges,
  checkInput,
  input,
  patternInput,
  phoneNumberInput,
  textInput,
  urlInput,
} from './input.ts'
export { type DecodeContext, type Decoder, entities, entity, nothing, type SchemaIssue } from './json-api.ts'
export { List, type ListSpec, Page, type PageOptions } from './list.ts'
export { array, type ObjectSchema, object } from './object.ts'
export type {
  ApiResponse,
  ClientOptions,
  Logger,
  Middleware,
  MiddlewareContext,
  QueryValue,
  RequestOptions,
  RequestSpec,
  SchemaReport,
  WithResponse,
} from './options.ts'
export { path } from './path.ts'
export { phoneNumber } from './phone-number.ts'
export { entityMap, plainEntity } from './plain.ts'
export { routeValueInput } from './route-value.ts'
export { check, type Schema } from './schema.ts'
export { createSigner, type SignableRequest, type Signature, type Signer } from './sign.ts'
export { parseTime } from './time.ts'
