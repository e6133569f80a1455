import { convert } from '../schemas/fields.ts'
import type { Schema } from '../schemas/schema.ts'
import { input } from './input.ts'
import { normalise, phoneNumberMessage } from './phone-number.ts'

/**
 * Schema of a text input that has to match a pattern.
 *
 * @param pattern what it has to match
 * @param message what it has to be, as the end of a sentence that begins with the field: "must have …"
 * @example inputObject({ state: patternInput(/^[A-Z]{2}$/i, 'must have two letters') })
 */
export const patternInput = (pattern: RegExp, message: string): Schema<string> =>
  input((value) => typeof value === 'string' && pattern.test(value), message)

/**
 * Schema of a text input: not blank.
 *
 * @param atMost how many characters it may have, default 1000
 * @example inputObject({ alias: textInput(64) })
 */
export const textInput = (atMost = 1_000): Schema<string> =>
  input(
    (value) => typeof value === 'string' && value.trim() !== '' && [...value].length <= atMost,
    `must be a text of 1 to ${atMost} characters`,
  )

/**
 * Schema of a boolean input.
 *
 * @example inputObject({ isMms: v.optional(booleanInput()) })
 */
export const booleanInput = (): Schema<boolean> =>
  input((value) => typeof value === 'boolean', 'must be true or false')

/**
 * Schema of a URL input: absolute, http or https.
 *
 * @example inputObject({ callbackUrl: urlInput() })
 */
export const urlInput = (): Schema<string> =>
  input(
    (value) => typeof value === 'string' && /^https?:\/\/[^\s/]\S*$/i.test(value) && URL.canParse(value),
    'must be an absolute http or https URL',
  )

/**
 * Schema of the id of a resource as text.
 *
 * @param what the resource, such as `route`
 * @param example such an id
 * @example inputObject({ routeId: idInput('route', '98396') })
 */
export const idInput = (what: string, example: string): Schema<string> =>
  // Dots alone would leave the collection when the id is part of a path.
  patternInput(/^(?!\.{1,2}$)\S+$/, `must be the id of ${what} as text, such as "${example}"`)

/**
 * Schema of a phone number input, normalised as {@link phoneNumber} does.
 *
 * @example inputObject({ from: phoneNumberInput() })
 */
export const phoneNumberInput = (): Schema<string> => convert(normalise, phoneNumberMessage)
