/** Moves between the elements of a list that match the selector: arrows, j and k, Home and End. */
export function moveFocus(event: KeyboardEvent, selector: string): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const list = event.currentTarget
  if (!(list instanceof HTMLElement)) return
  const elements = [...list.querySelectorAll<HTMLElement>(selector)]
  const active = document.activeElement
  const index = active instanceof HTMLElement ? elements.indexOf(active) : -1
  // In what an element of the list has opened, keys mean what they always do.
  if (index === -1) return
  const target = targetOf(event.key, index, elements.length)
  if (target === undefined) return
  event.preventDefault()
  elements[target]?.focus()
}

function targetOf(key: string, index: number, length: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return Math.min(index + 1, length - 1)
    case 'ArrowUp':
    case 'k':
      return Math.max(index - 1, 0)
    case 'Home':
      return 0
    case 'End':
      return length - 1
    default:
      return undefined
  }
}
