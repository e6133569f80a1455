import { isObject } from '../http/document.ts'
import { Problem } from '../problem.ts'
import type { WorldProblem } from './problem.ts'

/** Takes note of something that is wrong. */
export type Report = (path: WorldProblem['path'], message: string) => void

/** Does something that the API may refuse, and reports the refusal; undefined then. */
export function attempt<T>(path: WorldProblem['path'], report: Report, act: () => T): T | undefined {
  try {
    return act()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const attributes = attributesIn(error.detail)
    if (attributes === undefined) report(path, `is refused: ${error.message}`)
    for (const [name, messages] of Object.entries(attributes ?? {})) {
      report([...path, camelCase(name)], `is refused: ${[messages].flat().join(' ')}`)
    }
    return undefined
  }
}

/** What is wrong with each attribute, where the refusal says it. */
function attributesIn(detail: Problem['detail']): Record<string, unknown> | undefined {
  const data = isObject(detail) ? detail['data'] : undefined
  const attributes = isObject(data) ? data['attributes'] : undefined
  return isObject(attributes) ? attributes : undefined
}

function camelCase(name: string): string {
  return name.replaceAll(/_([a-z])/g, (_whole, letter: string) => letter.toUpperCase())
}
