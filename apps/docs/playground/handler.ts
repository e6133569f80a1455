import type { Handle } from './bridge.ts'

type Environment = Readonly<Record<string, string>>
type Fetch = (request: Request, environment: Environment, context: object) => Response | Promise<Response>

/**
 * What answers webhooks: the function that a program exports as its default, or its method `fetch`, as Workers have it.
 *
 * @returns undefined if the program exports neither
 */
export function handlerOf(exports: { default?: unknown }, environment: Environment): Handle | undefined {
  const { default: exported } = exports
  const answer =
    typeof exported === 'object' && exported !== null && 'fetch' in exported
      ? (exported.fetch as Fetch).bind(exported)
      : (exported as Fetch)
  if (typeof answer !== 'function') return undefined
  const context = { waitUntil() {}, passThroughOnException() {} }
  return async (request) => answer(request, environment, context)
}
