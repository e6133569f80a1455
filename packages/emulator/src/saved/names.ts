import * as v from 'valibot'
import { text } from '../validation/values.ts'
import { phoneNumber } from './values.ts'

/** The names of numbers that are not the account's. Snapshots of before there were names have none. */
export const savedNames = v.optional(v.record(phoneNumber, text, 'must be an object'), {})
