import { flag, numeric, parseTime, type Schema, text } from '@flowroute/core'
import * as v from 'valibot'
import type { Payload } from './events.ts'

/** Whether a value of JSON is an object, not an array or null. */
export function isPayload(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A member of an object, never one of its prototype. */
export const member = (of: unknown, name: string): unknown =>
  isPayload(of) && Object.hasOwn(of, name) ? of[name] : undefined

const read = <T>(schema: Schema<T>, value: unknown): T | undefined => {
  // The schemas write a value out to look at it, which an object or a very deep list could make fail.
  if (value === null || typeof value === 'object') return undefined
  const { success, output } = v.safeParse(schema, value)
  return success ? output : undefined
}

/**
 * Reads attributes in whatever type they came: numbers as text, text as numbers. What cannot be read is undefined;
 * refusing a message for its price would lose the message.
 */
export class Attributes {
  readonly #of: unknown

  constructor(of: unknown) {
    this.#of = of
  }

  has(name: string): boolean {
    return member(this.#of, name) !== undefined
  }

  text(name: string): string | undefined {
    return read(text(), member(this.#of, name))
  }

  /** A text that says something: not blank. */
  filled(name: string): string | undefined {
    const value = this.text(name)?.trim()
    return value === '' ? undefined : value
  }

  number(name: string): number | undefined {
    const value = read(numeric(), member(this.#of, name))
    return Number.isFinite(value) ? value : undefined
  }

  flag(name: string): boolean | undefined {
    return read(flag(), member(this.#of, name))
  }

  time(name: string): Date | undefined {
    return parseTime(this.text(name) ?? '')
  }
}
