import { isFlowrouteError } from './errors.ts'

/** Whether the engine knows at any time who awaits a call: V8, whose stacks begin with a heading. Bun's do, too. */
const followsAwaits = /* @__PURE__ */ (() =>
  !('Bun' in globalThis) && /^Error/.test(new Error().stack ?? ''))()

/** The place of a call, for engines that lose it. Elsewhere it costs nothing until a call fails. */
export const callSite = (): Error | undefined => (followsAwaits ? undefined : new Error())

/**
 * Lets the stack of a failure go on with who awaits the call, so that it shows which line of the program made it. It
 * may have been made where that was not known, such as in a timer.
 *
 * @param site an error made where it is known
 */
export function addCallSite(error: unknown, site = new Error()): void {
  if (!isFlowrouteError(error)) return
  const { stack = '' } = error
  // Without the heading that V8 has, the frame that made the error, and what is known already.
  const [, ...callers] = (site.stack ?? '').replace(/^Error.*\n/, '').split('\n')
  const more = callers.filter((line) => !stack.includes(line))
  if (more.length === 0) return
  const value = [stack, ...more].join('\n')
  Object.defineProperty(error, 'stack', { value, configurable: true, writable: true })
}
