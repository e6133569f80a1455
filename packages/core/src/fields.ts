import * as v from 'valibot'
import { parseTime } from './time.ts'

/**
 * A schema whose decoded value is a `T`.
 *
 * @example const schema: Schema<Date> = timestamp()
 */
export type Schema<T> = v.BaseSchema<unknown, T, v.BaseIssue<unknown>>

/**
 * The type of a decoded entity: the attributes its schema knows.
 *
 * Attributes that Flowroute adds later are kept in the value all the same; read one with
 * `(entity as Record<string, unknown>)['newAttribute']`.
 *
 * @example type Route = Entity<typeof routeSchema>
 */
export type Entity<S extends Schema<unknown>> = KnownKeys<v.InferOutput<S>>

type Scalar = string | number | boolean | null | undefined | Date

/** Without the index signatures that let any name pass, so that a misspelt attribute does not compile. */
type KnownKeys<T> = T extends Scalar
  ? T
  : T extends readonly (infer Item)[]
    ? KnownKeys<Item>[]
    : { [K in keyof T as string extends K ? never : K]: KnownKeys<T[K]> }

/**
 * Text with documented values; others are let through, so that a value added tomorrow breaks nobody.
 *
 * @example const direction: Open<'inbound' | 'outbound'> = 'inbound'
 */
export type Open<T extends string> = T | (string & {})

/**
 * Schema of an open enumeration: any text, typed with the documented values.
 *
 * @example const schema = v.looseObject({ direction: open<'inbound' | 'outbound'>() })
 */
export const open = <T extends string>(): Schema<Open<T>> => v.string()

/**
 * Schema of a text that the API sometimes sends as a number, such as an id or a phone number.
 *
 * @example v.parse(text(), 16085612999) // '16085612999'
 */
export const text = (): Schema<string> =>
  v.pipe(
    v.custom<string | number>(
      (value) => typeof value === 'string' || typeof value === 'number',
      'Expected text',
    ),
    v.transform(String),
  )

/**
 * Schema of a number that the API sometimes sends as text.
 *
 * @example v.parse(numeric(), '4000000') // 4000000
 */
export const numeric = (): Schema<number> =>
  v.pipe(
    v.custom<string | number>(
      (value) => typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)),
      'Expected a number',
    ),
    v.transform(Number),
  )

/**
 * Schema of a boolean that the API sometimes sends as text.
 *
 * @example v.parse(flag(), 'true') // true
 */
export const flag = (): Schema<boolean> =>
  v.pipe(
    v.custom<string | boolean>(
      (value) => typeof value === 'boolean' || (typeof value === 'string' && /^(true|false)$/i.test(value)),
      'Expected true or false',
    ),
    v.transform((value) => String(value).toLowerCase() === 'true'),
  )

/**
 * Schema of a time in any form the API uses; decodes to a `Date`.
 *
 * @example v.parse(timestamp(), '2018-04-16 16:20:32.939166+00:00') // Date
 */
export const timestamp = (): Schema<Date> =>
  v.pipe(
    v.custom<string>(
      (value) => typeof value === 'string' && parseTime(value) !== undefined,
      'Expected a time',
    ),
    v.transform((value) => parseTime(value) as Date),
  )
