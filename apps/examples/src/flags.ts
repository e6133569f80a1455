import type { Flags } from './example.ts'

/**
 * Reads what a fence says after its language: `continues`, `context=client,numbers`, `norun="why"`. What is in braces or
 * brackets is for the site.
 *
 * @throws {Error} something in it is unknown, or has no value
 */
export function readFlags(meta: string): Flags {
  let continues = false
  let context: string[] = []
  let norun: string | undefined
  for (const [flag, name = '', quoted, bare] of meta.matchAll(
    /(\w+)=(?:"([^"]*)"|(\S*))|\{[^}]*\}|\[[^\]]*\]|\S+/g,
  )) {
    const value = quoted ?? bare ?? ''
    if (/^[{[:]/.test(flag)) continue
    if (flag === 'continues') continues = true
    else if (name === 'context' && value !== '') context = value.split(',')
    else if (name === 'norun' && value !== '') norun = value
    else throw new Error(`unknown flag ${flag}: continues, context=<names> or norun="<why>"`)
  }
  if (continues && context.length > 0) throw new Error('what continues has its context already')
  return { continues, context, norun }
}
