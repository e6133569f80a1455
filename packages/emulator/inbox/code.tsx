import type { ComponentChildren } from 'preact'
import { Copy } from './copy.tsx'
import { pretty } from './format.ts'
import { scrollable } from './scrollable.ts'

/** A text in a box that scrolls, JSON with its lines set out and in colours; it can be copied. */
export function Code({ name, text }: { name: string; text: string }) {
  const shown = pretty(text)
  return (
    <div class="code-box">
      <section class="code" aria-label={name} ref={scrollable}>
        <pre>{/^[{[]/.test(shown) ? inColours(shown) : shown}</pre>
      </section>
      <Copy name={name} text={shown} />
    </div>
  )
}

/** A string with its colon if it is a name, a number, or a word. */
const token = /("(?:[^"\\]|\\.)*")(\s*:)?|-?\d[\d.eE+-]*|true|false|null/g

function inColours(json: string): ComponentChildren[] {
  const parts: ComponentChildren[] = []
  let end = 0
  for (const { 0: whole, 1: string, 2: colon, index } of json.matchAll(token)) {
    const kind = string === undefined ? 'json-value' : colon === undefined ? 'json-text' : 'json-name'
    const text = string ?? whole
    parts.push(
      json.slice(end, index),
      <span key={index} class={kind}>
        {text}
      </span>,
    )
    end = index + text.length
  }
  return [...parts, json.slice(end)]
}
