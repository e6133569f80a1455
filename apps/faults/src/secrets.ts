import { inspect } from 'node:util'

/**
 * Every text that can be had of a value: printed, serialised, and of each property, causes and stacks included.
 */
function textsOf(value: unknown): string[] {
  const texts = [inspect(value, { depth: 12, showHidden: true, getters: true })]
  const seen = new Set<unknown>()
  const look = (part: unknown): void => {
    if (typeof part === 'string') texts.push(part)
    if ((typeof part !== 'object' && typeof part !== 'function') || part === null || seen.has(part)) return
    seen.add(part)
    for (const key of Reflect.ownKeys(part)) {
      texts.push(String(key))
      look(Reflect.get(part, key))
    }
    if (part instanceof Error) look([part.name, part.message, part.stack, String(part), JSON.stringify(part)])
    if (part instanceof Headers || part instanceof Map) look([...part])
  }
  look(value)
  return texts
}

/** Watches for secrets in everything that is returned, thrown, logged or printed. */
export class SecretWatch {
  readonly #secrets = new Set<string>()
  /** Texts that were searched. */
  texts = 0
  /** Where a secret was found. */
  readonly leaks: string[] = []

  add(...secrets: readonly string[]): void {
    for (const secret of secrets) this.#secrets.add(secret)
  }

  /** Adds the token of an `Authorization` header, and the password in it. */
  addAuthorization(header: string | undefined): void {
    const token = header?.replace(/^Basic /, '')
    if (!token) return
    const password = Buffer.from(token, 'base64')
      .toString()
      .replace(/^[^:]*:/, '')
    this.add(token, token.replace(/=+$/, ''), password)
  }

  /** Searches values; `secrets` are more of them, which only these values could contain. */
  search(where: string, values: readonly unknown[], secrets: Iterable<string> = this.#secrets): void {
    for (const text of values.flatMap(textsOf)) {
      this.texts++
      for (const secret of secrets) {
        if (text.includes(secret)) this.leaks.push(`${where}: ${secret.slice(0, 4)}… in ${text.slice(0, 80)}`)
      }
    }
  }
}
