import type { Resource } from './document.ts'
import type { Payload, ReceivedMedia } from './events.ts'
import { Attributes, isPayload, member } from './members.ts'

const mediaOf = (id: string, included: Payload | undefined): ReceivedMedia => {
  const attributes = new Attributes(member(included, 'attributes'))
  return {
    id,
    url: attributes.filled('url'),
    fileName: attributes.filled('file_name'),
    mimeType: attributes.filled('mime_type'),
    fileSize: attributes.number('file_size'),
  }
}

/** The files of an MMS: those it names, or all that came along if it names none. */
export function mediaIn({ resource, included }: Resource): ReceivedMedia[] {
  const files = new Map<string, Payload>()
  for (const item of included) {
    const id = new Attributes(item).filled('id')
    const type = member(item, 'type')
    if (isPayload(item) && id !== undefined && (type === 'media' || type === undefined)) files.set(id, item)
  }
  const named = member(member(member(resource, 'relationships'), 'media'), 'data')
  if (!Array.isArray(named)) return [...files].map(([id, file]) => mediaOf(id, file))
  return named.flatMap((identifier: unknown) => {
    const id = new Attributes(identifier).filled('id')
    return id === undefined ? [] : [mediaOf(id, files.get(id))]
  })
}
