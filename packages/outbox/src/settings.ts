import { ConfigurationError } from '@flowroute/core'
import { checkNames, phoneNumber } from '@flowroute/core/resource'
import { Messages } from '@flowroute/messages'
import { type Clock, machineClock } from './engine/clock.ts'
import type { LedgerConnection } from './ledger/ledger.ts'
import type { MessageKind } from './ledger/tables.ts'
import type { OutboxOptions } from './options.ts'
import { type QuietRule, quietRule } from './rules/quiet-hours.ts'

/** An outbox's options, checked and complete; times in milliseconds, money in 10⁻⁹ USD. */
export interface Settings {
  connection: LedgerConnection
  messages: Messages
  pool: readonly string[]
  /** Milliseconds between two sends of a kind. */
  interval: Readonly<Record<MessageKind, number>>
  price: Readonly<Record<MessageKind, number>>
  dailyCap: number
  quiet: QuietRule | undefined
  maxCost: number
  sendDeadline: number
  concurrency: number
  recordDelay: number
  resend: boolean
  stopAfterFailures: number
  stopAtSpamShare: number
  clock: Clock
}

/** 10⁻⁹ USD. */
const nano = 1e9

const names = [
  ...['client', 'ledger', 'from', 'rate', 'dailyCap', 'quietHours', 'maxCost', 'price', 'sendDeadline'],
  ...[
    'concurrency',
    'recordDelay',
    'unresolved',
    'stopAfterFailures',
    'stopAtSpamShare',
    'apiVersion',
    'clock',
  ],
]

/**
 * Between two sends as counted at Flowroute there is a little less time than between two departures, since the network
 * takes now more and now less. With a margin, five a second here are never six there.
 */
const margin = 1.08

/** Checks the options of an outbox and completes them. */
export function settingsOf(options: OutboxOptions): Settings {
  try {
    checkNames(options, names)
    const { ledger, from, rate = {}, price = {}, client, apiVersion, quietHours } = options
    const connection = ledger?.['~connection']
    if (connection === undefined) throw new Error('ledger must be made by sqliteLedger or postgresLedger')
    const pool = [from].flat().map((number, index) => phoneNumber(number, `from.${index}`))
    if (pool.length === 0) throw new Error('from must have a number')
    checkNames(rate, ['sms', 'mms'])
    checkNames(price, ['sms', 'mms'])
    const interval = (perSecond: number): number => (1_000 / positive('rate', perSecond)) * margin
    return {
      connection,
      messages: new Messages(client, { apiVersion }),
      pool: [...new Set(pool)],
      interval: { sms: interval(rate.sms ?? 5), mms: interval(rate.mms ?? 1) },
      price: {
        sms: notNegative('price.sms', price.sms ?? 0.004) * nano,
        mms: notNegative('price.mms', price.mms ?? 0.0095) * nano,
      },
      dailyCap: positive('dailyCap', options.dailyCap ?? Number.POSITIVE_INFINITY),
      quiet: quietHours && quietRule(quietHours),
      maxCost: notNegative('maxCost', options.maxCost ?? Number.POSITIVE_INFINITY) * nano,
      sendDeadline: positive('sendDeadline', options.sendDeadline ?? 60_000),
      concurrency: positive('concurrency', options.concurrency ?? 10),
      recordDelay: notNegative('recordDelay', options.recordDelay ?? 3_600_000),
      resend: oneOf('unresolved', options.unresolved ?? 'keep', ['keep', 'resend']) === 'resend',
      stopAfterFailures: positive('stopAfterFailures', options.stopAfterFailures ?? 10),
      stopAtSpamShare: positive('stopAtSpamShare', options.stopAtSpamShare ?? 0.02),
      clock: options.clock ?? machineClock,
    }
  } catch (error) {
    throw error instanceof ConfigurationError ? error : new ConfigurationError((error as Error).message)
  }
}

function positive(name: string, value: number): number {
  if (typeof value === 'number' && value > 0) return value
  throw new Error(`${name} must be a number above 0`)
}

function notNegative(name: string, value: number): number {
  if (typeof value === 'number' && value >= 0) return value
  throw new Error(`${name} must not be negative`)
}

function oneOf<T extends string>(name: string, value: T, allowed: readonly T[]): T {
  if (allowed.includes(value)) return value
  throw new Error(`${name} must be ${allowed.join(' or ')}`)
}
