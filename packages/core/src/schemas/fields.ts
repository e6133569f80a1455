import * as v from 'valibot'
import type { Schema } from './schema.ts'
import { parseTime } from './time.ts'

/**
 * The type of an entity: the fields its schema knows.
 *
 * Attributes that Flowroute adds later are kept in the value all the same; read one with
 * `(entity as Record<string, unknown>)['newAttribute']`.
 *
 * @example type Route = Entity<typeof routeSchema>
 */
export type Entity<S extends Schema<unknown>> = KnownKeys<v.InferOutput<S>>

type Scalar = string | number | boolean | null | undefined | Date

/** Without index signatures, which would let any name pass, so that a misspelt field does not compile. */
type KnownKeys<T> = T extends Scalar
  ? T
  : T extends readonly (infer Item)[]
    ? KnownKeys<Item>[]
    : { [K in keyof T as string extends K ? never : K]: KnownKeys<T[K]> }

/**
 * Text with documented values. Others are allowed, so that a value added later breaks no program.
 *
 * @example const direction: Open<'inbound' | 'outbound'> = 'inbound'
 */
export type Open<T extends string> = T | (string & {})

/**
 * Schema that checks and converts a value in one step.
 *
 * @param read converts the value; undefined when it is not valid
 * @param message what was expected, or a function of the value that says so
 * @example const upperCase = convert((value) => (typeof value === 'string' ? value.toUpperCase() : undefined), 'Expected text')
 */
export const convert = <T>(
  read: (value: unknown) => T | undefined,
  message: string | ((value: unknown) => string),
): Schema<T> =>
  v.pipe(
    v.unknown(),
    v.rawTransform(({ dataset: { value }, addIssue, NEVER }) => {
      const result = read(value)
      if (result !== undefined) return result
      addIssue({ message: typeof message === 'string' ? message : message(value) })
      return NEVER
    }),
  )

/** What was expected of a value in a response, which is described by its type alone. */
const expected =
  (what: string) =>
  ({ input }: { input: unknown }): string =>
    `Expected ${what}, received ${input === null ? 'null' : typeof input}`

/**
 * Schema of an open enumeration: any text, typed with the documented values.
 *
 * @example const schema = v.looseObject({ direction: openEnum<'inbound' | 'outbound'>() })
 */
export const openEnum = <T extends string>(): v.GenericSchema<Open<T>> =>
  v.string() as v.GenericSchema<Open<T>>

/**
 * Schema of a text that the API sometimes sends as a number, such as an id or a phone number.
 *
 * @example v.parse(textOrNumber(), 16085612999) // '16085612999'
 */
export const textOrNumber = (): Schema<string> =>
  v.lazy((value) => (typeof value === 'number' ? numberToText : text))

const text = /* @__PURE__ */ v.string(/* @__PURE__ */ expected('text'))
const numberToText = /* @__PURE__ */ v.pipe(/* @__PURE__ */ v.number(), /* @__PURE__ */ v.transform(String))

/**
 * Schema of a number that the API sometimes sends as text.
 *
 * @example v.parse(numberOrText(), '4000000') // 4000000
 */
export const numberOrText = (): Schema<number> =>
  v.lazy((value) => (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? textToNumber : number))

const number = /* @__PURE__ */ v.number(/* @__PURE__ */ expected('a number'))
const textToNumber = /* @__PURE__ */ v.pipe(/* @__PURE__ */ v.string(), /* @__PURE__ */ v.transform(Number))

/**
 * Schema of a boolean that the API sometimes sends as text.
 *
 * @example v.parse(booleanOrText(), 'true') // true
 */
export const booleanOrText = (): Schema<boolean> =>
  v.lazy((value) => (typeof value === 'string' && /^(true|false)$/i.test(value) ? textToBoolean : boolean))

const boolean = /* @__PURE__ */ v.boolean(/* @__PURE__ */ expected('true or false'))
const textToBoolean = /* @__PURE__ */ v.pipe(
  /* @__PURE__ */ v.string(),
  /* @__PURE__ */ v.transform((value: string) => /^t/i.test(value)),
)

/**
 * Schema of a time in any form the API uses; its output is a `Date`.
 *
 * @example v.parse(timestamp(), '2018-04-16 16:20:32.939166+00:00') // Date
 */
export const timestamp = (): Schema<Date> =>
  convert(
    (value) => (typeof value === 'string' ? parseTime(value) : undefined),
    (input) => expected('a time')({ input }),
  )
