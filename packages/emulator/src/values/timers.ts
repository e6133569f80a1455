/** Has a timer keep no Node.js process running. In browsers, where timers are numbers, there is nothing to do. */
export function letProcessEnd(timer: ReturnType<typeof setTimeout> | number): void {
  if (typeof timer === 'object') timer.unref()
}
