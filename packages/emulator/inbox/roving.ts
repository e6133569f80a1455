/** Which keys lead from one element to the next, besides Home and End. */
interface Keys {
  back: readonly string[]
  on: readonly string[]
  /** Whether the end leads to the beginning. */
  wraps: boolean
}

/** The keys of a list that goes down. */
export const listKeys: Keys = { back: ['ArrowUp', 'k'], on: ['ArrowDown', 'j'], wraps: false }

/** The keys of tabs. */
export const tabKeys: Keys = { back: ['ArrowLeft'], on: ['ArrowRight'], wraps: true }

/**
 * Moves the focus between the elements of a list that match the selector, from the one that has it now: what the page
 * shows as current is a turn behind quick fingers.
 *
 * @returns where it went; undefined where it stayed
 */
export function moveFocus(event: KeyboardEvent, selector: string, keys: Keys): HTMLElement | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const list = event.currentTarget
  if (!(list instanceof HTMLElement)) return
  const elements = [...list.querySelectorAll<HTMLElement>(selector)]
  const active = document.activeElement
  const index = active instanceof HTMLElement ? elements.indexOf(active) : -1
  // In what an element of the list has opened, keys mean what they always do.
  if (index === -1) return
  const target = elements[indexAfter(event.key, index, elements.length, keys)]
  if (target === undefined) return
  event.preventDefault()
  target.focus()
  return target
}

/** Where a key leads; -1 where it means something else. */
function indexAfter(key: string, index: number, length: number, { back, on, wraps }: Keys): number {
  if (key === 'Home') return 0
  if (key === 'End') return length - 1
  const step = back.includes(key) ? -1 : on.includes(key) ? 1 : 0
  if (step === 0) return -1
  const next = index + step
  return wraps ? (next + length) % length : Math.min(Math.max(next, 0), length - 1)
}
