import {
  convert,
  input,
  inputObject,
  listOptionsInput,
  type Schema,
  textInput,
} from '@flowroute/core/resource'
import * as v from 'valibot'
import { fields } from './fields.ts'
import type { AddressChanges, NewAddress } from './options.ts'

const addressTypes =
  'Apartment, Basement, Building, Department, Floor, Front, Key, Lobby, Lot, Lower, Office, Penthouse, Pier, Rear, Room, Side, Slip, Space, Stop, Suite, Trailer, Unit, Upper'

// The patterns have no flag u: with it, the flag i accepts some letters of other scripts as ASCII ones.
const addressTypePattern = new RegExp(`^(${addressTypes.replaceAll(', ', '|')})$`, 'i')

interface Country {
  code: RegExp
  state: RegExp
  zip: RegExp
  /** What a state is, as part of an error message. */
  stateName: string
  /** What a ZIP code is, as part of an error message. */
  zipName: string
}

const unitedStates: Country = {
  code: /^US$/i,
  // The 50, DC, and AS, GU, MP, PR, VI.
  state:
    /^(AK|AL|AR|AS|AZ|CA|CO|CT|DC|DE|FL|GA|GU|HI|IA|ID|IL|IN|KS|KY|LA|MA|MD|ME|MI|MN|MO|MP|MS|MT|NC|ND|NE|NH|NJ|NM|NV|NY|OH|OK|OR|PA|PR|RI|SC|SD|TN|TX|UT|VA|VI|VT|WA|WI|WV|WY)$/i,
  stateName: 'a US state or territory such as WA',
  zip: /^\d{5}$/,
  zipName: 'a US ZIP code of 5 digits (no ZIP+4)',
}

const canada: Country = {
  code: /^CA$/i,
  state: /^(AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|YT)$/i,
  stateName: 'a Canadian province or territory such as ON',
  zip: /^[A-Z]\d[A-Z] ?\d[A-Z]\d$/i,
  zipName: 'a Canadian postal code such as M4C 5K7',
}

const countries = [unitedStates, canada]

const upperCase = (value: string): string => value.toUpperCase()
const capitalised = (value: string): string => value.toLowerCase().replace(/^./, upperCase)
const withSpace = (value: string): string => upperCase(value).replace(/^\D.\D(?=\d)/, '$& ')

/** Schema of a text that matches one of the patterns; `format` converts it to the form that is sent. */
const matching = (
  patterns: readonly RegExp[],
  names: readonly string[],
  format: (value: string) => string,
): Schema<string> =>
  convert(
    (value) =>
      typeof value === 'string' && patterns.some((pattern) => pattern.test(value))
        ? format(value)
        : undefined,
    `must be ${names.join(' or ')}`,
  )

const stateInput = (possible: readonly Country[]): Schema<string> =>
  matching(
    possible.map(({ state }) => state),
    possible.map(({ stateName }) => stateName),
    upperCase,
  )

/** Fields by names that they often have elsewhere. */
const otherNames = { street: 'streetName', zipCode: 'zip', zip_code: 'zip', postalCode: 'zip' }

/**
 * Schema of an address, or of changes to one.
 *
 * Some rules depend on the country and the address type. The schema is made for those given, so that one error reports
 * every problem.
 *
 * @param isNew whether it is a whole address
 * @param given the input, not checked yet
 */
export function addressInput(isNew: boolean, given: NewAddress | AddressChanges): Schema<object> {
  const { country, addressType }: AddressChanges = given ?? {}
  const required = (schema: Schema<string>): Schema<unknown> => (isNew ? schema : v.optional(schema))
  const removable = (schema: Schema<string>): Schema<unknown> =>
    v.optional(isNew ? schema : v.nullable(schema))

  const named = countries.filter(({ code }) => typeof country === 'string' && code.test(country))
  // Changes without a country are about the stored one, which is not known here.
  const possible = named.length > 0 ? named : countries

  return inputObject(
    {
      ...fields(() => required(textInput())),
      state: required(stateInput(possible)),
      country: required(
        matching(
          countries.map(({ code }) => code),
          ['US', 'CA'],
          upperCase,
        ),
      ),
      zip: required(
        matching(
          possible.map(({ zip }) => zip),
          possible.map(({ zipName }) => zipName),
          withSpace,
        ),
      ),
      addressType: removable(matching([addressTypePattern], [`one of ${addressTypes}`], capitalised)),
      addressTypeNumber:
        addressType != null
          ? textInput()
          : removable(
              // A number alone may belong to the stored type.
              isNew || addressType === null
                ? input(() => false, 'must not be given without addressType')
                : textInput(),
            ),
    },
    otherNames,
  )
}

export const listInput = listOptionsInput({
  label: v.optional(textInput()),
  streetName: v.optional(textInput()),
  city: v.optional(textInput()),
  state: v.optional(stateInput(countries)),
})
