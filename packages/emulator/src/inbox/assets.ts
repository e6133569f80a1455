import { buildInbox, type InboxAssets } from '../../build/inbox.ts'

export type { InboxAssets } from '../../build/inbox.ts'

let built: Promise<InboxAssets> | undefined

/** The page's script and style. Made here when needed; in a build of the package this module holds them ready. */
export function inboxAssets(): Promise<InboxAssets> {
  built ??= buildInbox()
  return built
}
