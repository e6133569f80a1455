import type { ServerResponse } from 'node:http'
import type { ServeFile } from './support.ts'

/** How a storage answers a request for a part of the file. */
export const rangeAnswers = [
  'the part',
  'the whole file',
  'a range that begins elsewhere',
  'a range of another length',
  'a range of another file',
  'no range',
  'status 416',
] as const
export type RangeAnswer = (typeof rangeAnswers)[number]

/** How one response ends: whole, broken off after so many bytes of it, or with an error in its place. */
export type End = 'whole' | { after: number } | { status: number }

/** Answers like a storage, and breaks off the first responses. */
export function breaking(
  content: Uint8Array,
  ends: readonly End[],
  answer: RangeAnswer,
  tag = '"e1"',
): ServeFile {
  return async ({ number, headers }, response) => {
    const end = ends[number - 1] ?? 'whole'
    if (typeof end === 'object' && 'status' in end) return { status: end.status, body: '<Error/>' }
    const asked = /^bytes=(\d+)-$/.exec(headers['range'] ?? '')?.[1]
    if (asked !== undefined && answer === 'status 416') return { status: 416, body: '<Error/>' }
    const isPart = asked !== undefined && answer !== 'the whole file'
    const start = isPart ? Number(asked) : 0
    const ranges: Partial<Record<RangeAnswer, string>> = {
      'a range that begins elsewhere': `bytes ${start + 1}-${content.length - 1}/${content.length}`,
      'a range of another length': `bytes ${start}-${content.length - 1}/${content.length + 1}`,
      'no range': '',
    }
    const range = ranges[answer] ?? `bytes ${start}-${content.length - 1}/${content.length}`
    // Bytes under a wrong header are not the right ones either: whoever uses them is found out.
    const isTrue = !isPart || (answer === 'the part' && tag.startsWith('"'))
    const rest = isTrue ? content.subarray(start) : content.subarray(start).map((byte) => byte ^ 0xff)
    response.writeHead(isPart ? 206 : 200, {
      'content-length': rest.length,
      ...(tag !== '' && { etag: isPart && answer === 'a range of another file' ? '"e2"' : tag }),
      ...(isPart && range !== '' && { 'content-range': range }),
    })
    await sendSlowly(response, rest.subarray(0, end === 'whole' ? rest.length : end.after))
    if (end === 'whole') response.end()
    else response.destroy()
    return undefined
  }
}

/** Writes in parts, each of which is on its way before the next one: what is still here is lost when the socket is destroyed. */
async function sendSlowly(response: ServerResponse, bytes: Uint8Array): Promise<void> {
  response.flushHeaders()
  for (let start = 0; start < bytes.length && !response.destroyed; start += 16_384)
    await new Promise((resolve) => response.write(bytes.subarray(start, start + 16_384), resolve))
}
