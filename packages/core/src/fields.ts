import type * as v from 'valibot'
import { refused, type Schema, schemaOf } from './schema.ts'
import { parseTime } from './time.ts'

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
 * Schema of a value that is read: checked and converted at once.
 *
 * @param read gives what the value means; undefined when it cannot be right
 * @param message what it has to be
 * @example const upperCase = reading((value) => (typeof value === 'string' ? value.toUpperCase() : undefined), 'Expected text')
 */
export const reading = <T>(read: (value: unknown) => T | undefined, message: string): Schema<T> =>
  schemaOf((given) => {
    const value = read(given)
    return value === undefined ? refused(given, message) : { typed: true, value }
  })

/**
 * Schema of an open enumeration: any text, typed with the documented values.
 *
 * @example const schema = object({ direction: open<'inbound' | 'outbound'>() })
 */
export const open = <T extends string>(): Schema<Open<T>> =>
  reading((value) => (typeof value === 'string' ? value : undefined), 'Expected text')

/**
 * Schema of a text.
 *
 * @example const schema = object({ alias: v.nullable(string()) })
 */
export const string = (): Schema<string> => open()

/**
 * Schema of a text that the API sometimes sends as a number, such as an id or a phone number.
 *
 * @example v.parse(text(), 16085612999) // '16085612999'
 */
export const text = (): Schema<string> =>
  reading(
    (value) => (typeof value === 'string' || typeof value === 'number' ? String(value) : undefined),
    'Expected text',
  )

/**
 * Schema of a number that the API sometimes sends as text.
 *
 * @example v.parse(numeric(), '4000000') // 4000000
 */
export const numeric = (): Schema<number> =>
  reading((value) => {
    if (typeof value === 'number') return value
    return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined
  }, 'Expected a number')

/**
 * Schema of a boolean that the API sometimes sends as text.
 *
 * @example v.parse(flag(), 'true') // true
 */
export const flag = (): Schema<boolean> =>
  reading((value) => {
    if (typeof value === 'boolean') return value
    const said = typeof value === 'string' && value.toLowerCase()
    return said === 'true' || (said === 'false' ? false : undefined)
  }, 'Expected true or false')

/**
 * Schema of a time in any form the API uses; decodes to a `Date`.
 *
 * @example v.parse(timestamp(), '2018-04-16 16:20:32.939166+00:00') // Date
 */
export const timestamp = (): Schema<Date> =>
  reading((value) => (typeof value === 'string' ? parseTime(value) : undefined), 'Expected a time')
