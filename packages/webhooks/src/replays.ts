import type { readWebhook } from './parse.ts'

/** Handles an event that did not come by a request; resolves to whether it was handled. */
export type Replay = (
  webhook: ReturnType<typeof readWebhook>,
  body: Uint8Array<ArrayBuffer>,
) => Promise<boolean>

/** How each handler handles an event, its callbacks and `seen` store included, without the checks of a request. */
export const replays = new WeakMap<object, Replay>()
