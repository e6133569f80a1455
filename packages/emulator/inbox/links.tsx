import type { ComponentChildren } from 'preact'

/** Up to a character that ends a URL in running text. */
const pattern = /https?:\/\/[^\s<>"]+/gi

/** A text in which URLs are links. Everything else of it is text, whatever it looks like. */
export function withLinks(text: string): ComponentChildren[] {
  const parts: ComponentChildren[] = []
  let end = 0
  for (const { 0: match, index } of text.matchAll(pattern)) {
    // A sentence's own punctuation is no part of the URL.
    const url = match.replace(/[.,;:!?'’”)\]}]+$/, '')
    if (!URL.canParse(url)) continue
    parts.push(text.slice(end, index))
    parts.push(
      <a key={index} href={url} target="_blank" rel="noreferrer">
        {url}
      </a>,
    )
    end = index + url.length
  }
  return [...parts, text.slice(end)]
}
