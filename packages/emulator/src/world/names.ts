import type { Numbers } from './numbers.ts'

/** Characters of a name, as of an alias. */
export const longestName = 64

/** The names of phone numbers. A number of the account has its alias; those of other people are known here only. */
export class Names {
  readonly #others = new Map<string, string>()
  readonly #numbers: Numbers

  constructor(numbers: Numbers) {
    this.#numbers = numbers
  }

  get(number: string): string | null {
    const own = this.#numbers.find(number)
    return own === undefined ? (this.#others.get(number) ?? null) : own.alias
  }

  /** Null takes the name away. */
  set(number: string, name: string | null): void {
    const own = this.#numbers.find(number)
    if (own !== undefined) own.alias = name
    else if (name === null) this.#others.delete(number)
    else this.#others.set(number, name)
  }

  /** All names, by the digits of their numbers. */
  all(): Record<string, string> {
    const own = [...this.#numbers.all()].flatMap(({ alias, listing: { number } }) =>
      alias === null ? [] : [[number, alias] as const],
    )
    return { ...Object.fromEntries(this.#others), ...Object.fromEntries(own) }
  }

  save(): Record<string, string> {
    return Object.fromEntries(this.#others)
  }

  restore(saved: Readonly<Record<string, string>>): void {
    for (const [number, name] of Object.entries(saved)) this.#others.set(number, name)
  }
}
