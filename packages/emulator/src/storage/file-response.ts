import { md5 } from '@noble/hashes/legacy'
import { bytesToHex } from '@noble/hashes/utils'
import { StorageProblem } from './storage-problem.ts'

/** A stored file. */
export interface StoredFile {
  bytes: Uint8Array<ArrayBuffer>
  contentType: string
}

/** The file, or the part of it that the request asks for. */
export function fileResponse({ bytes, contentType }: StoredFile, request: Request): Response {
  const etag = etagOf(bytes)
  const headers = { 'content-type': contentType, 'accept-ranges': 'bytes', etag }
  const size = bytes.length
  const part = rangeOf(request, etag, size)
  if (part === undefined) {
    return new Response(bytes, { headers: { ...headers, 'content-length': String(size) } })
  }
  const [start, end] = part
  if (start >= size || end < start) {
    const refusal = new StorageProblem(
      416,
      'InvalidRange',
      'The requested range is not satisfiable',
    ).toResponse()
    refusal.headers.set('content-range', `bytes */${size}`)
    return refusal
  }
  const last = Math.min(end, size - 1)
  return new Response(bytes.slice(start, last + 1), {
    status: 206,
    headers: {
      ...headers,
      'content-range': `bytes ${start}-${last}/${size}`,
      'content-length': String(last + 1 - start),
    },
  })
}

/** The first and last byte that are asked for; undefined when it is the whole file. */
function rangeOf({ headers }: Request, etag: string, size: number): [number, number] | undefined {
  const [whole, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(headers.get('range') ?? '') ?? []
  const condition = headers.get('if-range')
  // Of a file that is another one by now the whole is sent.
  if (whole === undefined || (from === '' && to === '') || (condition !== null && condition !== etag)) return
  if (from === '') return [Math.max(0, size - Number(to)), size - 1]
  return [Number(from), to === '' ? size - 1 : Number(to)]
}

/** Of a large file it takes a while, and a file is often read in parts. */
const etags = new WeakMap<Uint8Array, string>()

function etagOf(bytes: Uint8Array): string {
  const etag = etags.get(bytes) ?? `"${bytesToHex(md5(bytes))}"`
  etags.set(bytes, etag)
  return etag
}
