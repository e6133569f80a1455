import type * as v from 'valibot'
import { InvalidInputError, invalid } from './errors.ts'
import { reading } from './fields.ts'
import { normalise, phoneNumberMessage } from './phone-number.ts'
import type { Schema } from './schema.ts'

/**
 * Checks an input against its schema before anything is sent, and gives it back in the form the wire wants.
 *
 * @param schema what the input has to be
 * @param value what the caller gave; it is not changed
 * @param field the name an error gives a value that is no object, default `input`
 * @throws {InvalidInputError} with every issue and its field
 * @example const { to } = checkInput(object({ to: phoneNumberInput() }), { to: '(206) 555-0100' })
 */
export function checkInput<T>(schema: Schema<T>, value: unknown, field = 'input'): T {
  const { issues, value: checked } = schema['~run']({ value }, {})
  if (!issues) return checked as T
  throw new InvalidInputError(
    issues.map((issue) => ({
      field: fieldOf(issue) || field,
      message: issue.input === undefined ? 'is required' : issue.message.replace(/^Invalid/, 'is an invalid'),
    })),
  )
}

/** Where an issue is: `mediaUrls.0`; empty for the whole. */
export function fieldOf({ path }: v.BaseIssue<unknown>): string {
  return path?.map(({ key }) => String(key)).join('.') ?? ''
}

/**
 * Checks changes to something that exists: like {@link checkInput}, and one thing at least has to change.
 *
 * @param schema what the changes have to be
 * @param changes what the caller gave; it is not changed
 * @throws {InvalidInputError} with every issue and its field, or on `changes` when there is nothing to change
 * @example const { alias } = checkChanges(object({ alias: v.optional(textInput(64)) }), { alias: 'front desk' })
 */
export function checkChanges<T extends object>(schema: Schema<T>, changes: unknown): T {
  const checked = checkInput(schema, changes, 'changes')
  if (Object.values(checked).some((value) => value !== undefined)) return checked
  throw invalid('changes', 'must change something')
}

/**
 * Schema of an input that has to pass a test.
 *
 * @param test whether the value can be right
 * @param message what it has to be, as the end of a sentence that begins with the field: "must be …"
 * @example object({ weight: input<number>((value) => Number(value) >= 0, 'must not be below 0') })
 */
export const input = <T>(test: (value: unknown) => boolean, message: string): Schema<T> =>
  reading((value) => (test(value) ? (value as T) : undefined), message)

/**
 * Schema of a text input that has to match a pattern.
 *
 * @param pattern what it has to match
 * @param message what it has to be
 * @example object({ state: patternInput(/^[A-Z]{2}$/i, 'must have two letters') })
 */
export const patternInput = (pattern: RegExp, message: string): Schema<string> =>
  input((value) => typeof value === 'string' && pattern.test(value), message)

/**
 * Schema of a text input: not blank.
 *
 * @param atMost how many characters it may have, default 1000
 * @example object({ alias: textInput(64) })
 */
export const textInput = (atMost = 1_000): Schema<string> =>
  input(
    (value) => typeof value === 'string' && value.trim() !== '' && [...value].length <= atMost,
    `must be a text of 1 to ${atMost} characters`,
  )

/**
 * Schema of a boolean input.
 *
 * @example object({ isMms: v.optional(booleanInput()) })
 */
export const booleanInput = (): Schema<boolean> =>
  input((value) => typeof value === 'boolean', 'must be true or false')

/**
 * Schema of a URL input: absolute, http or https.
 *
 * @example object({ callbackUrl: urlInput() })
 */
export const urlInput = (): Schema<string> =>
  input(
    (value) => typeof value === 'string' && /^https?:\/\/[^\s/]\S*$/i.test(value) && URL.canParse(value),
    'must be an absolute http or https URL',
  )

/**
 * Schema of a phone number input, normalised as {@link phoneNumber} does.
 *
 * @example object({ from: phoneNumberInput() })
 */
export const phoneNumberInput = (): Schema<string> => reading(normalise, phoneNumberMessage)

/**
 * What a callback is for: inbound messages or delivery receipts. `dlr_callback` is the deprecated name of
 * `sms_dlr_callback`.
 *
 * @example messages.setCallback('mms_callback', 'https://example.com/inbound')
 */
export type CallbackKind =
  | 'sms_callback'
  | 'mms_callback'
  | 'sms_dlr_callback'
  | 'mms_dlr_callback'
  | 'dlr_callback'

/**
 * Schema of a callback's kind as input.
 *
 * @example checkInput(callbackKindInput(), 'sms_callback', 'kind')
 */
export const callbackKindInput = (): Schema<string> =>
  patternInput(
    /^((sms|mms)_(dlr_)?|dlr_)callback$/,
    'must be sms_callback, mms_callback, sms_dlr_callback, mms_dlr_callback or dlr_callback',
  )
