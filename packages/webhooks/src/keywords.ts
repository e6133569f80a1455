/**
 * What a message asks for, when it is one of the words that people send for that.
 *
 * @example const keyword: Keyword | undefined = await optOuts.receive(event)
 */
export type Keyword = 'stop' | 'start' | 'help'

const words: Readonly<Record<Keyword, readonly string[]>> = {
  stop: ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'],
  start: ['START', 'UNSTOP', 'SUBSCRIBE', 'OPTIN'],
  help: ['HELP', 'INFO'],
}

const keywords = /* @__PURE__ */ new Map(
  Object.entries(words).flatMap(([keyword, list]) => list.map((word) => [word, keyword as Keyword] as const)),
)

/** Longer texts are no keyword, and are not worth a copy in upper case. */
const longest = 40

/**
 * The keyword that a text is, in any case, with quotes, spaces and punctuation around it, `STOP ALL` and `opt-out`
 * included; undefined for a text with anything else in it: "please stop" is for a person to read.
 */
export function keywordOf(text: string | null): Keyword | undefined {
  if (text === null || text.length > longest) return undefined
  return keywords.get(text.toUpperCase().replace(/[\s"'“”‘’.!,;:_-]+/g, ''))
}
