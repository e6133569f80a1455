import type { RefObject } from 'preact'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { scrollable } from './scrollable.ts'

/** Pixels from the end within which one counts as being at the end. */
const nearEnd = 80

interface ScrollPlace {
  box: RefObject<HTMLElement | null>
  /** What is in the box; it may grow by itself when a picture comes. */
  content: RefObject<HTMLOListElement | null>
  /** To be called before what is shown changes; `follows` says whether its end is the end of all. */
  remember(follows: boolean): void
  /** To be called when it has changed: who was at the end is there again, others see what they saw. */
  restore(): void
  toEnd(): void
  /** Brings an item into sight, by its `data-id`. */
  toItem(id: string): void
}

/** Keeps the reader's place in a list that grows at both ends. Its items have `data-id`. */
export function useScrollPlace(): ScrollPlace {
  const box = useRef<HTMLElement>(null)
  const content = useRef<HTMLOListElement>(null)
  const place = useMemo(() => new Place(() => box.current), [])
  useEffect(() => {
    const [outer, inner] = [box.current, content.current]
    if (outer === null || inner === null) return undefined
    scrollable(outer)
    const observer = new ResizeObserver(() => place.stay())
    observer.observe(outer)
    observer.observe(inner)
    const look = (): void => place.look()
    outer.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      outer.removeEventListener('scroll', look)
    }
  }, [])
  return {
    box,
    content,
    remember: (follows) => place.remember(follows),
    restore: () => place.restore(),
    toEnd: () => place.toEnd(),
    toItem: (id) => place.toItem(id),
  }
}

class Place {
  readonly #box: () => HTMLElement | null
  #isAtEnd = true
  #isRemembered = false
  #anchor: { id: string; top: number } | undefined

  constructor(box: () => HTMLElement | null) {
    this.#box = box
  }

  look(): void {
    const box = this.#box()
    if (box !== null) this.#isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < nearEnd
  }

  stay(): void {
    if (this.#isAtEnd) this.toEnd()
  }

  remember(follows: boolean): void {
    const box = this.#box()
    if (box === null || this.#isRemembered) return
    this.#isAtEnd &&= follows
    this.#isRemembered = true
    this.#anchor = this.#isAtEnd ? undefined : firstVisible(box)
  }

  restore(): void {
    const box = this.#box()
    if (box === null || !this.#isRemembered) return
    this.#isRemembered = false
    this.stay()
    if (this.#anchor === undefined) return
    const { id, top } = this.#anchor
    const item = box.querySelector(`[data-id="${CSS.escape(id)}"]`)
    if (item !== null) box.scrollTop += item.getBoundingClientRect().top - top
  }

  toEnd(): void {
    const box = this.#box()
    if (box === null) return
    this.#isAtEnd = true
    box.scrollTop = box.scrollHeight
  }

  toItem(id: string): void {
    const item = this.#box()?.querySelector(`[data-id="${CSS.escape(id)}"]`)
    if (item === null || item === undefined) return
    this.#isAtEnd = false
    item.scrollIntoView({ block: 'center' })
  }
}

function firstVisible(box: HTMLElement): { id: string; top: number } | undefined {
  const edge = box.getBoundingClientRect().top
  for (const item of box.querySelectorAll<HTMLElement>('[data-id]')) {
    const { top, bottom } = item.getBoundingClientRect()
    if (bottom > edge) return { id: item.dataset['id'] ?? '', top }
  }
  return undefined
}
