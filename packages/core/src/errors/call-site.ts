import { isFlowrouteError } from './errors.ts'

/**
 * Lets the stack of a failure go on with the callers of the call, so that it shows which line of the program made it:
 * what has waited for an answer has lost them.
 *
 * @param site an error that was made when the call was
 */
export function addCallSite(error: unknown, { stack = '' }: Error): void {
  // V8 has a heading before the first frame, which is the one that made the error.
  const [, ...callers] = stack
    .replace(/^Error.*\n/, '')
    .trimEnd()
    .split('\n')
  const [caller] = callers
  // A failure before anything was waited for has them.
  if (!isFlowrouteError(error) || caller === undefined || error.stack?.includes(caller)) return
  const value = [error.stack?.trimEnd(), ...callers].join('\n')
  Object.defineProperty(error, 'stack', { value, configurable: true, writable: true })
}
