import type { PortFile, PortOrder } from '../../saved/port-orders.ts'
import { toBase64 } from '../../values/bytes.ts'

/** Adds a file to an order, without its content. */
export function addFile(
  order: PortOrder,
  filename: string,
  originalUrl: string | null,
  state: PortFile['state'],
): PortFile {
  const id = String(order.files.length)
  const added: PortFile = { id, filename, originalUrl, state, contentType: null, content: null }
  order.files.push(added)
  return added
}

/** Gives a file its content. */
export function storeFile(file: PortFile, bytes: Uint8Array, contentType: string | null): void {
  Object.assign(file, {
    state: 'uploaded',
    content: toBase64(bytes),
    contentType,
  } satisfies Partial<PortFile>)
}

/** The name without the folders before it, which some programs send too. */
export function baseName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path
}

/** The name under which a file from a URL is stored: that of its query, or the last part of its path. */
export function nameInUrl(address: string): string {
  const { searchParams, pathname } = new URL(address)
  return searchParams.get('filename') || decode(baseName(pathname)) || 'document'
}

/** A malformed escape stays as it is. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
