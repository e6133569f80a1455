const key = 'flowroute-read'

/** So many conversations are remembered, those read last. */
const maximumRemembered = 500

let read = load()

/** Whether the latest message of a conversation was not on the screen yet. */
export function isUnread(conversation: string, lastMessage: string): boolean {
  return read.get(conversation) !== lastMessage
}

/** Notes what was on the screen, for as long as the browser remembers it. */
export function markRead(conversation: string, lastMessage: string): void {
  if (read.get(conversation) === lastMessage) return
  // Deleted first, so that it comes to the end.
  read.delete(conversation)
  read.set(conversation, lastMessage)
  read = new Map([...read].slice(-maximumRemembered))
  try {
    localStorage.setItem(key, JSON.stringify([...read]))
  } catch {
    // Then it lasts as long as the page.
  }
}

function load(): Map<string, string> {
  try {
    return new Map(JSON.parse(localStorage.getItem(key) ?? '[]') as [string, string][])
  } catch {
    return new Map()
  }
}
