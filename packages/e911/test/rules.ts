import { type InputIssue, InvalidInputError } from '@flowroute/core'
import type { E911 } from '@flowroute/e911'
import { failureOf, startServer } from '@flowroute/testing'
import { expect } from 'vitest'
import { e911At } from './support.ts'

/** The messages of the rules. */
export const required = 'is required'
export const anObject = 'must be an object'
export const idRule = 'must be the id of an address as text, such as "20930"'
export const numberRule = 'must be a phone number such as 12065550100, +12065550100 or (206) 555-0100'
export const numberInQuotes = "must be a text: write the number in quotes, such as '12065550100'"
export const unknown = 'is not known'
export const meant = (name: string): string => `is not known; did you mean ${name}?`
export const textRule = 'must be a text of 1 to 1000 characters'
export const typeRule =
  'must be one of Apartment, Basement, Building, Department, Floor, Front, Key, Lobby, Lot, Lower, Office, Penthouse, Pier, Rear, Room, Side, Slip, Space, Stop, Suite, Trailer, Unit, Upper'
export const noTypeRule = 'must not be given without addressType'
export const usStateRule = 'must be a US state or territory such as WA'
export const canadianStateRule = 'must be a Canadian province or territory such as ON'
export const stateRule = `${usStateRule} or a Canadian province or territory such as ON`
export const usZipRule = 'must be a US ZIP code of 5 digits (no ZIP+4)'
export const canadianZipRule = 'must be a Canadian postal code such as M4C 5K7'
export const zipRule = `${usZipRule} or a Canadian postal code such as M4C 5K7`
export const countryRule = 'must be US or CA'

export type Issues = [field: string, message: string][]
export type Call = (e911: E911) => PromiseLike<unknown>

/** Expects a call to be refused with exactly these issues, and nothing to be sent. */
export async function refuses(call: Call, ...issues: Issues): Promise<void> {
  await using server = await startServer([{ status: 500 }])
  const error = await failureOf(call(e911At(server)))
  expect(error).toBeInstanceOf(InvalidInputError)
  const found = (error['issues'] as InputIssue[]).map(({ field, message }) => [field, message])
  expect(found).toStrictEqual(issues)
  expect(error).toMatchObject({ field: issues[0]?.[0], outcome: 'not-sent', attempts: 0 })
  expect(server.requests).toStrictEqual([])
}
