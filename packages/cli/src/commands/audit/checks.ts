import type { PhoneNumber } from '@flowroute/numbers'
import type { AccountState } from './account.ts'

export type Severity = 'error' | 'warning' | 'info'

/** One thing that is wrong, or costs money in vain. */
export interface Finding {
  check: string
  severity: Severity
  /** Id of the number, address, route or name. */
  subject: string
  /** Its alias, label or text; null where it has none. */
  label: string | null
  problem: string
  /** A command that mends it. */
  fix: string
}

/** A rule, and what breaks it. */
export interface Check {
  name: string
  severity: Severity
  find(account: AccountState): Omit<Finding, 'check' | 'severity'>[]
}

/** The id of the route to the account's registered SIP devices, which every account has. */
const defaultRoute = '0'

/** A check of each number. */
const ofNumbers = (
  name: string,
  severity: Severity,
  problem: string,
  fix: (id: string) => string,
  isWrong: (number: PhoneNumber) => boolean,
): Check => ({
  name,
  severity,
  find: ({ numbers }) =>
    numbers
      .filter(isWrong)
      .map((number) => ({ subject: number.id, label: number.alias, problem, fix: fix(number.id) })),
})

const isTollFree = ({ numberType }: PhoneNumber): boolean =>
  numberType === 'toll-free' || numberType === 'tollfree'

/** All that an audit looks for. */
export const checks: readonly Check[] = [
  ofNumbers(
    'number-without-address',
    'error',
    'It has no emergency address: help does not find its callers, and a 911 call costs $95.',
    (id) => `flowroute e911 assign <address> ${id}`,
    // Nobody calls 911 from a toll-free number, and it cannot be registered.
    (number) => !isTollFree(number) && !number.e911Address,
  ),
  ofNumbers(
    'number-on-default-route',
    'warning',
    'Its calls go to whichever SIP device is registered: it has no route of its own.',
    (id) => `flowroute numbers set ${id} --route <route>`,
    ({ primaryRoute }) => !primaryRoute || primaryRoute.id === defaultRoute,
  ),
  ofNumbers(
    'number-without-failover',
    'warning',
    'It has no failover route: when the primary one fails, callers hear an error.',
    (id) => `flowroute numbers set ${id} --failover <route>`,
    ({ failoverRoute }) => !failoverRoute,
  ),
  ofNumbers(
    'failover-equals-primary',
    'error',
    'Its failover route is its primary one: when that fails, so does the other.',
    (id) => `flowroute numbers set ${id} --failover <route>`,
    ({ primaryRoute, failoverRoute }) => Boolean(failoverRoute) && failoverRoute?.id === primaryRoute?.id,
  ),
  ofNumbers(
    'number-without-messaging',
    'info',
    'It can neither send nor receive messages.',
    (id) => `flowroute numbers set ${id} --messaging on`,
    ({ messagingEnabled }) => messagingEnabled === false,
  ),
  ofNumbers(
    'charged-cnam-lookups',
    'info',
    'The name of each caller is looked up, and each lookup is charged.',
    (id) => `flowroute numbers set ${id} --cnam-lookups off`,
    ({ cnamLookupsEnabled }) => cnamLookupsEnabled,
  ),
  {
    name: 'unused-address',
    severity: 'info',
    find: ({ numbers, addresses }) => {
      const used = new Set(numbers.map(({ e911Address }) => e911Address?.id))
      return addresses
        .filter(({ id }) => !used.has(id))
        .map(({ id, label }) => ({
          subject: id,
          label,
          problem: 'No number has this emergency address.',
          fix: `flowroute e911 delete ${id}`,
        }))
    },
  },
  {
    name: 'unused-route',
    severity: 'info',
    find: ({ numbers, routes }) => {
      const used = new Set(
        numbers.flatMap(({ primaryRoute, failoverRoute }) => [primaryRoute?.id, failoverRoute?.id]),
      )
      return routes
        .filter(({ id }) => id !== defaultRoute && !used.has(id))
        .map(({ id, alias }) => ({
          subject: id,
          label: alias,
          problem: 'No number uses this route.',
          fix: `flowroute routes delete ${id}`,
        }))
    },
  },
  {
    name: 'unused-name',
    severity: 'info',
    find: ({ numbers, names }) => {
      const used = new Set(numbers.map(({ cnamPreset }) => cnamPreset?.id))
      return names
        .filter(({ id, rejectionReason }) => !rejectionReason && !used.has(id))
        .map(({ id, value }) => ({
          subject: id,
          label: value,
          problem: 'No number shows this caller name.',
          fix: `flowroute cnam delete ${id}`,
        }))
    },
  },
  {
    name: 'rejected-name',
    severity: 'warning',
    find: ({ names }) =>
      names.flatMap(({ id, value, rejectionReason }) =>
        rejectionReason
          ? [
              {
                subject: id,
                label: value,
                problem: `Flowroute rejected this caller name: ${rejectionReason}`,
                fix: `flowroute cnam delete ${id}`,
              },
            ]
          : [],
      ),
  },
]

/** All findings, the worst first. */
export function findAll(account: AccountState): Finding[] {
  const order: Severity[] = ['error', 'warning', 'info']
  return checks
    .flatMap(({ name, severity, find }) =>
      find(account).map((finding) => ({ check: name, severity, ...finding })),
    )
    .sort((one, other) => order.indexOf(one.severity) - order.indexOf(other.severity))
}
