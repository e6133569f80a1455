import type { WireConversation } from '../src/inbox/wire.ts'

/** A conversation as it is listed. */
export type Conversation = Omit<WireConversation, 'count'>

/** Identifies a conversation in lists. */
export function keyOf({ ours, theirs }: Pick<Conversation, 'ours' | 'theirs'>): string {
  return `${ours} ${theirs}`
}
