import * as v from 'valibot'

/**
 * The value as the schema gives it, for values from the same process.
 *
 * @param what names the value itself in messages
 * @param prefix stands before the names of members
 * @throws {TypeError} something has the wrong type, is missing or is not known
 * @throws {RangeError} something has the right type and a value that is not allowed
 */
export function check<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  what: string,
  prefix = '',
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, value, { abortEarly: true })
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  const member = memberOf(issue)
  const message = `${prefix}${member === '' ? what : member} ${issue.message}`
  throw isWrongType(issue) ? new TypeError(message) : new RangeError(message)
}

/** `messages.records[3].body`; empty for the value itself. */
function memberOf({ path }: v.BaseIssue<unknown>): string {
  return (path ?? [])
    .map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '')
}

function isWrongType({ kind, type, input, expected }: v.BaseIssue<unknown>): boolean {
  if (kind !== 'schema') return false
  if (expected === 'Object') return true
  // A choice among several values: the type may be right and the value wrong.
  const isChoice = type === 'picklist' || type === 'literal' || type === 'variant'
  return !(isChoice && (typeof input === 'string' || typeof input === 'number'))
}
