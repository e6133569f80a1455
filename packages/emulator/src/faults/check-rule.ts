import { flawOfPattern } from './pattern.ts'
import type { FaultEffect, FaultMethod, FaultRule } from './rule.ts'

type Members = Readonly<Record<string, unknown>>

const methods: readonly FaultMethod[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** The longest time that a timer of Node.js can wait. */
const longestWait = 2 ** 31 - 1

/** The members of each kind besides `kind`, each with its check, which is told the member's full name. */
const effectMembers: {
  [Kind in FaultEffect['kind']]: Record<string, (name: string, value: unknown) => void>
} = {
  latency: { milliseconds: wholeNumber(0, longestWait), when: optional(moment) },
  status: {
    status: wholeNumber(200, 599),
    retryAfter: optional(checkRetryAfter),
    body: optional(checkText),
    contentType: optional(checkHeaderText),
    when: optional(moment),
  },
  html: { when: optional(moment) },
  empty: { when: optional(moment) },
  truncated: {},
  stall: {},
  reset: { when: word('before', 'during', 'after') },
  'next-link': { mode: word('duplicate', 'missing') },
}

/**
 * The rule by itself, without members that are undefined.
 *
 * @throws {TypeError} a member has the wrong type, or is not known
 * @throws {RangeError} a member has a value that it cannot have
 */
export function checkRule(value: unknown): FaultRule {
  const rule = checkMembers('', value, {
    method: optional(word(...methods)),
    path: optional(checkPath),
    times: optional(wholeNumber(1, Number.MAX_SAFE_INTEGER)),
    probability: optional(checkProbability),
    fault: checkEffect,
  })
  // Every member was checked one by one; the compiler cannot put that together.
  return JSON.parse(JSON.stringify(rule)) as FaultRule
}

function checkEffect(name: string, value: unknown): void {
  const kinds = Object.keys(effectMembers) as FaultEffect['kind'][]
  const checkKind = word(...kinds)
  const { kind } = checkObject(name, value)
  checkKind(`${name}.kind`, kind)
  const effect = checkMembers(`${name}.`, value, {
    kind: checkKind,
    ...effectMembers[kind as FaultEffect['kind']],
  })
  if (kind === 'status' && effect['body'] !== undefined && hasNoBody(effect['status'])) {
    throw new RangeError(`${name}.body must be left out: an answer of status ${effect['status']} has none`)
  }
}

/** Whether answers of that status never have a body. */
function hasNoBody(status: unknown): boolean {
  return status === 204 || status === 205 || status === 304
}

function checkMembers(
  prefix: string,
  value: unknown,
  checks: Readonly<Record<string, (name: string, value: unknown) => void>>,
): Members {
  const members = checkObject(prefix === '' ? 'a fault rule' : prefix.slice(0, -1), value)
  const given = Object.entries(members).filter(([, member]) => member !== undefined)
  for (const [name] of given) {
    if (!Object.hasOwn(checks, name))
      throw new TypeError(`${prefix}${name} is not a member that is known here`)
  }
  for (const [name, check] of Object.entries(checks)) check(`${prefix}${name}`, members[name])
  return Object.fromEntries(given)
}

function checkObject(name: string, value: unknown): Members {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Members
  throw new TypeError(`${name} must be an object`)
}

function optional(check: (name: string, value: unknown) => void): (name: string, value: unknown) => void {
  return (name, value) => {
    if (value !== undefined) check(name, value)
  }
}

function word(...allowed: readonly string[]): (name: string, value: unknown) => void {
  return (name, value) => {
    checkText(name, value)
    if (!allowed.includes(value as string)) {
      throw new RangeError(`${name} must be one of ${allowed.join(', ')}, and is ${JSON.stringify(value)}`)
    }
  }
}

function moment(name: string, value: unknown): void {
  word('before', 'after')(name, value)
}

function wholeNumber(low: number, high: number): (name: string, value: unknown) => void {
  return (name, value) => {
    checkNumber(name, value)
    if (!Number.isInteger(value) || Number(value) < low || Number(value) > high) {
      throw new RangeError(`${name} must be an integer from ${low} to ${high}, and is ${value}`)
    }
  }
}

function checkProbability(name: string, value: unknown): void {
  checkNumber(name, value)
  if (!(Number(value) >= 0 && Number(value) <= 1)) {
    throw new RangeError(`${name} must be a number from 0 to 1, and is ${value}`)
  }
}

function checkRetryAfter(name: string, value: unknown): void {
  if (typeof value === 'number') wholeNumber(0, Number.MAX_SAFE_INTEGER)(name, value)
  else if (typeof value === 'string') checkHeaderText(name, value)
  else throw new TypeError(`${name} must be a number of seconds or a string`)
}

function checkPath(name: string, value: unknown): void {
  checkText(name, value)
  const flaw = flawOfPattern(value as string)
  if (flaw !== undefined) throw new RangeError(`${name} ${flaw}, and is ${JSON.stringify(value)}`)
}

function checkHeaderText(name: string, value: unknown): void {
  checkText(name, value)
  if (!/^[!-~](?:[ -~]*[!-~])?$/.test(value as string)) {
    throw new RangeError(`${name} must be a text that a header can have, and is ${JSON.stringify(value)}`)
  }
}

function checkText(name: string, value: unknown): void {
  if (typeof value !== 'string') throw new TypeError(`${name} must be a string`)
}

function checkNumber(name: string, value: unknown): void {
  if (typeof value !== 'number') throw new TypeError(`${name} must be a number`)
}
