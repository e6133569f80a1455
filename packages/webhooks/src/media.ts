import { Attributes, type Resource } from './document.ts'
import type { ReceivedMedia } from './events.ts'
import { isObject, property } from './json.ts'

/**
 * The files of an MMS: those it names, in its order, then all others that came with it. A file whose id does not match
 * is kept too, since its URL is all that is needed to fetch it.
 */
export function readMedia({ mediaIdentifiers = [], included }: Resource): ReceivedMedia[] {
  const files = included.filter(isMedia).map(readFile)
  const byId = new Map<string, ReceivedMedia>()
  for (const file of files) if (file.id !== undefined && !byId.has(file.id)) byId.set(file.id, file)
  const named = new Set<ReceivedMedia>()
  for (const identifier of mediaIdentifiers) {
    const id = new Attributes(identifier).nonBlank('id')
    if (id === undefined) continue
    const file = byId.get(id) ?? readFile({ id })
    byId.set(id, file)
    named.add(file)
  }
  return [...new Set([...named, ...files])]
}

function isMedia(item: unknown): boolean {
  const type = property(item, 'type')
  return isObject(item) && (type === 'media' || type === undefined)
}

function readFile(item: unknown): ReceivedMedia {
  const attributes = new Attributes(property(item, 'attributes'))
  return {
    id: new Attributes(item).nonBlank('id'),
    url: attributes.nonBlank('url'),
    fileName: attributes.nonBlank('file_name'),
    mimeType: attributes.nonBlank('mime_type'),
    fileSize: attributes.number('file_size'),
  }
}
