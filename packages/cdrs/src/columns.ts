import type { Open } from '@flowroute/core'
import { parseTime } from '@flowroute/core/resource'
import { isAmount } from './money.ts'

/** How the text of a column is read. */
export interface Column<T> {
  /** The value; undefined for a text that is not one. */
  read(text: string): T | undefined
  /** What the text has to be. */
  expected: string
  /** Whether the column may be empty. */
  isOptional: boolean
  /** Whether it is an amount, which is given in nanodollars as well. */
  isAmount: boolean
}

const column = <T>(expected: string, read: Column<T>['read'], isAmountColumn = false): Column<T> => ({
  read,
  expected,
  isOptional: false,
  isAmount: isAmountColumn,
})

type OrNull<T> = T | null

const orNull = <T>(given: Column<T>): Column<OrNull<T>> => ({ ...given, isOptional: true })

const text = <T extends string = string>(): Column<T> => column('text', (value) => value as T)

const integer = (): Column<number> =>
  column('a number', (value) => (/^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined))

const money = (): Column<string> =>
  column('an amount', (value) => (isAmount(value) ? value : undefined), true)

/** `2019-06-25 18:18:54+00`, whose zone has no minutes, as well as every other form that Flowroute uses. */
const time = (): Column<Date> =>
  column('a time', (value) => parseTime(value.replace(/(:\d\d(?:\.\d+)?[+-]\d\d)$/, '$1:00')))

/** The columns of a file that are documented. Others are kept as text. */
export const columns = {
  direction: text<Open<'Inbound' | 'Outbound'>>(),
  start_time: time(),
  end_time: orNull(time()),
  destination: orNull(text()),
  number_alias: orNull(text()),
  callerid: orNull(text()),
  total_cost: money(),
  destination_name: orNull(text()),
  callerid_country: orNull(text()),
  line_information: orNull(text()),
  result: orNull(text<Open<'completed'>>()),
  call_fail_sip_code: orNull(integer()),
  call_fail_reason: orNull(text()),
  duration: integer(),
  billed_duration: integer(),
  rate: orNull(money()),
  first_increment: orNull(integer()),
  subsequent_increment: orNull(integer()),
  cost_subtotal: orNull(money()),
  connect_fee: orNull(money()),
  usf_fee: orNull(money()),
  ccrf: orNull(money()),
  cnam_lookup_fee: orNull(money()),
  custom_x_tag: orNull(text()),
  customer_ip: orNull(text()),
}
