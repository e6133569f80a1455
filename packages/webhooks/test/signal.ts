/** A promise, and the function that resolves it: for a test to wait for what happens elsewhere. */
export function signal<T = void>(): { reached: Promise<T>; reach(value: T): void } {
  let resolve: (value: T) => void = () => {}
  const reached = new Promise<T>((settle) => {
    resolve = settle
  })
  return { reached, reach: (value) => resolve(value) }
}
