import * as v from 'valibot'
import { type InputIssue, InvalidInputError, invalid } from '../errors/errors.ts'
import { convert } from '../schemas/fields.ts'
import { fieldOf, type Schema } from '../schemas/schema.ts'
import { unknownName } from './known-names.ts'

/**
 * Checks an input against its schema before anything is sent, and returns it in the form the wire needs.
 *
 * @param schema the schema of the input
 * @param value what the caller gave; it is not changed
 * @param field the name an error gives to a value that is not an object, default `input`
 * @throws {InvalidInputError} with every issue and its field
 * @example const { to } = checkInput(inputObject({ to: phoneNumberInput() }), { to: '(206) 555-0100' })
 */
export function checkInput<T>(schema: Schema<T>, value: unknown, field = 'input'): T {
  const { issues, output } = v.safeParse(schema, value)
  if (!issues) return output as T
  throw new InvalidInputError(issues.slice(0, mostIssues).map((issue) => inputIssue(issue, field)))
}

/** The most problems that one error lists: a list of a million wrong URLs needs no million messages. */
const mostIssues = 100

function inputIssue(issue: v.BaseIssue<unknown>, field: string): InputIssue {
  return {
    field: fieldOf(issue) || field,
    message: issue.input === undefined ? 'is required' : issue.message.replace(/^Invalid/, 'is an invalid'),
  }
}

/**
 * Checks changes to something that exists: like {@link checkInput}, and at least one field must change.
 *
 * @param schema the schema of the changes
 * @param changes what the caller gave; it is not changed
 * @throws {InvalidInputError} with every issue and its field, or on `changes` when there is nothing to change
 * @example const { alias } = checkChanges(inputObject({ alias: v.optional(textInput(64)) }), { alias: 'front desk' })
 */
export function checkChanges<T extends object>(schema: Schema<T>, changes: unknown): T {
  const checked = checkInput(schema, changes, 'changes')
  if (Object.values(checked).some((value) => value !== undefined)) return checked
  throw invalid('changes', 'must change something')
}

/**
 * Schema of an input object. A field that is not known is refused, with the known name that was probably meant.
 *
 * @param entries the schema of each field
 * @param meant known names by a name that is often used in their place
 * @example const sendInput = inputObject({ to: phoneNumberInput(), body: textInput() }, { text: 'body' })
 */
export const inputObject = <E extends v.ObjectEntries>(
  entries: E,
  meant: Readonly<Record<string, string>> = {},
): Schema<v.InferOutput<v.ObjectSchema<E, undefined>>> =>
  v.pipe(
    input<object>(
      (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
      'must be an object',
    ),
    v.looseObject(entries),
    v.rawCheck(({ dataset, addIssue }) => {
      const given = dataset.value as Record<string, unknown>
      for (const [key, value] of Object.entries(given)) {
        if (value === undefined || Object.hasOwn(entries, key)) continue
        addIssue({
          message: unknownName(key, Object.keys(entries), meant),
          path: [{ type: 'object', origin: 'key', input: given, key, value }],
        })
      }
    }),
  ) as unknown as Schema<v.InferOutput<v.ObjectSchema<E, undefined>>>

/**
 * Schema of the options of a list: filters, and where the pages begin and end, which the list itself checks.
 *
 * @param filters the schema of each filter
 * @example const listInput = listOptionsInput({ alias: v.optional(textInput(64)) })
 */
export const listOptionsInput = <E extends v.ObjectEntries>(
  filters: E,
): Schema<v.InferOutput<v.ObjectSchema<E & typeof pageEntries, undefined>>> =>
  inputObject<E & typeof pageEntries>(
    { ...filters, ...pageEntries },
    { limit: 'pageSize', perPage: 'pageSize', page: 'offset', skip: 'offset' },
  )

/** A number is checked by the list, which knows the bounds of the endpoint. */
const anyValue = v.optional(v.unknown() as v.GenericSchema<number>)
const pageEntries = { pageSize: anyValue, offset: anyValue, prefetch: anyValue }

/**
 * Schema of an input that has to pass a test.
 *
 * @param test whether the value is valid
 * @param message what it has to be, as the end of a sentence that begins with the field: "must be …"
 * @example inputObject({ weight: input<number>((value) => Number(value) >= 0, 'must not be negative') })
 */
export const input = <T>(test: (value: unknown) => boolean, message: string): Schema<T> =>
  convert((value) => (test(value) ? (value as T) : undefined), message)
