import v1 from '../recorded/v1.json' with { type: 'json' }
import v2 from '../recorded/v2.json' with { type: 'json' }

/** A request and response as the official documentation prints them. */
export interface Exchange {
  name: string
  request: { method: string; path: string; query?: Record<string, string>; body?: unknown }
  response: { status: number; body?: unknown }
}

const exchanges = [...v2.exchanges, ...v1.exchanges] as Exchange[]

/** The names of all of them. */
export const recordedNames: readonly string[] = exchanges.map(({ name }) => name)

/** The documented exchange of that name, such as `numbers/search` or `v1/search`. */
export function recorded(name: string): Exchange {
  const found = exchanges.find((exchange) => exchange.name === name)
  if (found === undefined) throw new Error(`no recorded exchange named ${name}`)
  return found
}
