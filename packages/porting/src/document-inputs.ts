import { idInput, input, inputObject, textInput, urlInput } from '@flowroute/core/resource'
import * as v from 'valibot'
import type { Content } from './storage/content.ts'

export const documentIdInput = idInput('a document', '0')

const isContent = (value: unknown): boolean =>
  value instanceof Blob ||
  value instanceof ArrayBuffer ||
  value instanceof Uint8Array ||
  (typeof value === 'object' && value !== null && ('getReader' in value || Symbol.asyncIterator in value))

const isByteCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0

export const uploadInput = inputObject(
  {
    filename: textInput(),
    content: input<Content>(isContent, 'must be a Blob, bytes or a stream'),
    size: v.optional(input<number>(isByteCount, 'must be a number of bytes')),
  },
  { name: 'filename', body: 'content', data: 'content', file: 'content' },
)

export const downloadInput = inputObject({
  maxBytes: v.optional(input<number>(isByteCount, 'must be a number of bytes')),
})

export const pullInput = inputObject({ filename: v.optional(textInput()) }, { name: 'filename' })
export const documentUrlInput = urlInput()
