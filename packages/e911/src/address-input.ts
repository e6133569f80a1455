import { checkInput, convert, input, type Schema, textInput } from '@flowroute/core/resource'
import * as v from 'valibot'
import { fields } from './fields.ts'
import type { AddressChanges, ListOptions, NewAddress } from './options.ts'

const addressTypes =
  'Apartment, Basement, Building, Department, Floor, Front, Key, Lobby, Lot, Lower, Office, Penthouse, Pier, Rear, Room, Side, Slip, Space, Stop, Suite, Trailer, Unit, Upper'

// None of the patterns has the flag u, with which the flag i takes some letters of other scripts for ASCII ones.
const addressTypePattern = new RegExp(`^(${addressTypes.replaceAll(', ', '|')})$`, 'i')

const unitedStates = {
  codePattern: /^US$/i,
  // The 50, DC, and AS, GU, MP, PR, VI.
  statePattern:
    /^(AK|AL|AR|AS|AZ|CA|CO|CT|DC|DE|FL|GA|GU|HI|IA|ID|IL|IN|KS|KY|LA|MA|MD|ME|MI|MN|MO|MP|MS|MT|NC|ND|NE|NH|NJ|NM|NV|NY|OH|OK|OR|PA|PR|RI|SC|SD|TN|TX|UT|VA|VI|VT|WA|WI|WV|WY)$/i,
  stateWords: 'a US state or territory such as WA',
  zipPattern: /^\d{5}$/,
  zipWords: 'a US ZIP code of 5 digits (no ZIP+4)',
}

const canada = {
  codePattern: /^CA$/i,
  statePattern: /^(AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|YT)$/i,
  stateWords: 'a Canadian province or territory such as ON',
  zipPattern: /^[A-Z]\d[A-Z] ?\d[A-Z]\d$/i,
  zipWords: 'a Canadian postal code such as M4C 5K7',
}

const countries = [unitedStates, canada]

const upperCase = (value: string): string => value.toUpperCase()
const capitalised = (value: string): string => value.toLowerCase().replace(/^./, upperCase)
const spaced = (value: string): string => upperCase(value).replace(/^\D.\D(?=\d)/, '$& ')

/** Schema of a text that matches one of the patterns, and is sent in a form of its own. */
const formed = (
  patterns: readonly RegExp[],
  words: readonly string[],
  form: (value: string) => string,
): Schema<string> =>
  convert(
    (value) =>
      typeof value === 'string' && patterns.some((pattern) => pattern.test(value)) ? form(value) : undefined,
    `must be ${words.join(' or ')}`,
  )

/**
 * Schema of the fields of an address, of changes to one, or of a filter, as the wire wants them: what was given, no more, no
 * less.
 *
 * Some rules depend on the country and the address type given. The schema is made for them, so that all problems are
 * found at once.
 */
export function fieldsInput(
  kind: 'address' | 'changes' | 'options',
  given: AddressChanges | ListOptions,
): Schema<Record<string, unknown>> {
  const { country, addressType }: AddressChanges = given ?? {}
  const isWhole = kind === 'address'
  const required = (schema: Schema<string>): Schema<unknown> => (isWhole ? schema : v.optional(schema))
  const removable = (schema: Schema<string>): Schema<unknown> =>
    v.optional(isWhole ? schema : v.nullable(schema))

  const named = countries.filter(
    ({ codePattern }) => typeof country === 'string' && codePattern.test(country),
  )
  // Without a country it is the stored one that counts, which is not known here.
  const possible = named.length > 0 ? named : countries

  return v.looseObject({
    ...fields(() => required(textInput())),
    state: required(
      formed(
        possible.map(({ statePattern }) => statePattern),
        possible.map(({ stateWords }) => stateWords),
        upperCase,
      ),
    ),
    country: required(
      formed(
        countries.map(({ codePattern }) => codePattern),
        ['US', 'CA'],
        upperCase,
      ),
    ),
    zip: required(
      formed(
        possible.map(({ zipPattern }) => zipPattern),
        possible.map(({ zipWords }) => zipWords),
        spaced,
      ),
    ),
    addressType: removable(formed([addressTypePattern], [`one of ${addressTypes}`], capitalised)),
    addressTypeNumber:
      addressType != null
        ? textInput()
        : removable(
            // A number alone may belong to the stored type.
            isWhole || addressType === null
              ? input(() => false, 'must not be given without addressType')
              : textInput(),
          ),
  })
}

/** A whole address, or filters, as the wire wants them. */
export const checkFields = (
  kind: 'address' | 'options',
  given: NewAddress | ListOptions,
): Record<string, unknown> => checkInput(fieldsInput(kind, given), given, kind)
