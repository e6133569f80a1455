import { isFlowrouteError } from './errors.ts'

/**
 * Lets the stack of a failure go on with the callers of the call, so that it shows which line of the program made it:
 * what has waited for an answer has lost them.
 *
 * @param site an error that was made when the call was
 */
export function addCallSite(error: unknown, site: Error): void {
  // Without the heading that V8 has, and the frame that made the error.
  const callers = site.stack?.replace(/^(Error.*\n)?.*\n/, '')
  // A failure before anything was waited for has them.
  if (!isFlowrouteError(error) || !callers || error.stack?.includes(callers.split('\n', 1)[0] as string))
    return
  const value = `${error.stack}\n${callers}`
  Object.defineProperty(error, 'stack', { value, configurable: true, writable: true })
}
