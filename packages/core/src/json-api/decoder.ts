/**
 * How a decoder reports what is wrong with a response.
 *
 * @example const decode: Decoder<number> = (document, { fail }) => (typeof document === 'number' ? document : fail('it is not a number'))
 */
export interface DecodeContext {
  /** The response is not usable: throws a `ResponseFormatError`. */
  fail(message: string): never
  /** The response is usable but does not match its schema. */
  reportIssues(issues: readonly SchemaIssue[]): void
}

/**
 * A value of a response that does not match its schema.
 *
 * @example createClient({ onSchemaIssue: ({ issues }) => issues.forEach(({ field, message }) => console.warn(field, message)) })
 */
export interface SchemaIssue {
  /** Field in the names of this SDK, such as `deliveryReceipts.0.level`. */
  field: string
  /** What was expected and what was received. */
  message: string
}

/**
 * Converts the body of a success response (parsed JSON; undefined when empty) into the result of the call.
 *
 * @example const raw: Decoder<unknown> = (document) => document
 */
export interface Decoder<T> {
  (document: unknown, context: DecodeContext): T
  /** Whether the response has no content, so that a DELETE that finds nothing can count as done. */
  readonly noContent?: boolean
}
