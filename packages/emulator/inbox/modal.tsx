import type { ComponentChildren, RefObject } from 'preact'
import { useEffect } from 'preact/hooks'

interface ModalProps {
  title: string
  box: RefObject<HTMLDialogElement | null>
  onClose(): void
  children: ComponentChildren
  /** Adds a class, for one that is wider than a form. */
  kind?: string
}

/** Something in front of the page; Escape closes it, and the focus returns to where it was. */
export function Modal({ title, box, onClose, children, kind }: ModalProps) {
  useEffect(() => {
    const before = document.activeElement
    box.current?.showModal()
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [])
  return (
    <dialog ref={box} class={kind} aria-labelledby="dialog-title" onClose={onClose}>
      <h2 id="dialog-title">{title}</h2>
      {children}
    </dialog>
  )
}
