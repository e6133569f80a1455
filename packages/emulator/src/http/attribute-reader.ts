import { wrongAttributes } from '../problem.ts'
import type { Fields } from './document.ts'

/**
 * Reads attributes one by one and remembers what is wrong with them, so that the caller hears of all of it
 * at once. What it gives for a wrong attribute is of no use: `finish` throws then.
 */
export class AttributeReader {
  readonly #fields: Fields
  readonly #wrong: Record<string, string[]> = {}

  constructor(fields: Fields) {
    this.#fields = fields
  }

  /** A text; null when it is absent, null or blank. */
  optional(name: string): string | null {
    const value = this.#fields[name] ?? ''
    if (typeof value !== 'string') {
      this.refuse(name, 'Not a valid string.')
      return null
    }
    return value.trim() === '' ? null : value
  }

  /** A text that must be there and not blank. */
  required(name: string): string {
    const value = this.optional(name)
    if (value === null) this.demand(name)
    return value ?? ''
  }

  /** A text that must match the pattern. */
  matching(name: string, pattern: RegExp, message: string): string {
    const value = this.required(name)
    if (!this.#isWrong(name) && !pattern.test(value)) this.refuse(name, message)
    return value
  }

  /** Refuses that an attribute is not there, unless it is there and was refused for what it is. */
  demand(name: string): void {
    if (!this.#isWrong(name)) this.refuse(name, 'Missing data for required field.')
  }

  refuse(name: string, message: string): void {
    this.#wrong[name] = [...(this.#wrong[name] ?? []), message]
  }

  /** @throws {Problem} the attributes that were wrong */
  finish(): void {
    if (Object.keys(this.#wrong).length > 0) throw wrongAttributes(this.#wrong)
  }

  #isWrong(name: string): boolean {
    return name in this.#wrong
  }
}
