import type { WithResponse } from './options.ts'

/**
 * The promise of a call's result, with the answer it came in for those who ask.
 *
 * @example
 * const number = await numbers.get('12065550100')
 * const { data, response, attempts } = await numbers.get('12065550100').withResponse()
 */
export class ApiPromise<T> implements Promise<T> {
  declare readonly [Symbol.toStringTag]: string
  /** Gives the one promise underneath; the same each time. */
  readonly #result: () => Promise<WithResponse<T>>

  constructor(result: () => Promise<WithResponse<T>>) {
    this.#result = result
  }

  /** The result with the HTTP status, headers and document, the attempts it took, and warnings. */
  withResponse(): Promise<WithResponse<T>> {
    return this.#result()
  }

  then<A = T, B = never>(
    onResult?: ((value: T) => A | PromiseLike<A>) | null,
    onError?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    // The handlers go to a promise as they are: engines follow them to whoever awaits, for the stacks of errors.
    return this.#result()
      .then(({ data }) => data)
      .then(onResult, onError)
  }

  catch<B = never>(onError?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.then(null, onError)
  }

  finally(onSettled?: (() => void) | null): Promise<T> {
    return this.then().finally(onSettled)
  }
}
