/** For applications. Authors of resource packages find the rest in `@flowroute/core/resource`. */
export { ApiPromise } from './client/api-promise.ts'
export { type Client, createClient } from './client/client.ts'
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
} from './client/options.ts'
export type { AttemptTrace, CallTrace } from './client/tracing.ts'
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
} from './errors/api-error.ts'
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
} from './errors/errors.ts'
export { type Path, path } from './inputs/path.ts'
export { phoneNumber } from './inputs/phone-number.ts'
export type { DecodeContext, Decoder, SchemaIssue } from './json-api/decoder.ts'
export { List, type ListSpec, type PageOptions } from './lists/list.ts'
export { Page } from './lists/page.ts'
export type { Open } from './schemas/fields.ts'
export { fetchTransport } from './transports/fetch.ts'
export type { Bytes, Transport, TransportRequest, TransportResponse } from './transports/transport.ts'
