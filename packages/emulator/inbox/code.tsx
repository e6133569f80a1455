import { scrollable } from './scrollable.ts'

/** A text as it is, in a box that scrolls. */
export function Code({ name, text }: { name: string; text: string }) {
  return (
    <section class="code" aria-label={name} ref={scrollable}>
      <pre>{text}</pre>
    </section>
  )
}
