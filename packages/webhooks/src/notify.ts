/**
 * Calls user code without waiting for it, and ignores its errors: a logger that fails or hangs must not fail or hold the
 * request.
 */
export function notify<Args extends unknown[]>(
  callback: ((...values: Args) => unknown) | undefined,
  ...values: Args
): void {
  try {
    Promise.resolve(callback?.(...values)).catch(() => {})
  } catch {
    // Thrown before there was a promise.
  }
}
