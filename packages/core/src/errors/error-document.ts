import { camelCase } from '../json-api/names.ts'
import { isObject } from '../json-api/objects.ts'
import { type ApiErrorDetail, groupByField } from './api-error.ts'
import { type Redact, redactAndClip } from './redact.ts'

/** Characters of one text, and of all texts of a document together, that are kept. */
const longestText = 1_000
const longestTotal = 16_000

/** How deep the object form of a `detail` is read; Flowroute's are at most four levels deep. */
const deepest = 16

/**
 * Reads the reasons out of an error body in any form Flowroute uses: `{errors: […]}`, a single error object,
 * `{error: "text"}`, with details missing, as text, or as an object of messages by field.
 *
 * The body can be as large and as deep as a response may be, so what is kept of it is bounded.
 */
export function readErrors(document: unknown, redact: Redact): ApiErrorDetail[] {
  if (!isObject(document)) return []
  // Characters that may still be kept. Every value costs one more than it has, so that empty ones end too.
  let left = longestTotal
  const text = (value: unknown): string => {
    const kept = redactAndClip(String(value), redact, longestText)
    left -= kept.length
    return kept
  }

  function readError(raw: unknown): ApiErrorDetail {
    left--
    if (typeof raw === 'string') return { detail: text(raw) }
    const read: ApiErrorDetail = {}
    if (!isObject(raw)) return read
    const { id, status, code, title } = raw
    const detail = raw['detail'] ?? raw['message'] ?? statusText(status)
    if (isScalar(id)) read.id = text(id)
    const number = Number.parseInt(String(status), 10)
    if (number) read.status = number
    if (isScalar(code)) read.code = text(code)
    if (typeof title === 'string' && title !== '') read.title = text(title)
    if (isScalar(detail) && detail !== '') read.detail = text(detail)
    else if (typeof detail === 'object' && detail !== null) read.fields = readFields(detail)
    return read
  }

  /** Collects the messages under their field, whatever envelope (`data`, `attributes`) they come in. */
  function readFields(detail: object): Record<string, string[]> {
    const found: [string, string[]][] = []
    const visit = (value: unknown, field: string, depth: number): void => {
      if (left-- <= 0) return
      if (typeof value !== 'object' || value === null) found.push([field, [text(value)]])
      else if (depth < deepest) {
        // Not Object.entries: the names of a million fields need not be listed.
        for (const key in value) {
          if (left <= 0) return
          const isEnvelope = Array.isArray(value) || /^(data|attributes|\d+)$/.test(key)
          const name = isEnvelope ? field : text(camelCase(key))
          visit((value as Record<string, unknown>)[key], name, depth + 1)
        }
      }
    }
    visit(detail, 'data', 0)
    return groupByField(found)
  }

  const { errors, error = document } = document as { errors?: unknown; error?: unknown }
  const found: ApiErrorDetail[] = []
  for (const raw of Array.isArray(errors) ? errors : [isObject(errors) ? errors : error]) {
    if (left <= 0) break
    const detail = readError(raw)
    if (Object.keys(detail).length > 0) found.push(detail)
  }
  return found
}

/** A 404 for an unknown path has its reason in `status`, and nothing else: `404 Not Found: The requested URL …`. */
function statusText(status: unknown): unknown {
  return /^\d{3} \S/.test(String(status)) ? status : undefined
}

/** Flowroute's reason as one sentence; empty when it gave none. */
export function reasonOf(errors: readonly ApiErrorDetail[]): string {
  return errors
    .map(({ detail, fields, title, code }) => {
      const byField = Object.entries(fields ?? {}).map(
        ([field, messages]) => `${field}: ${messages.join(', ')}`,
      )
      return detail ?? (byField.join('; ') || title || (code === undefined ? '' : `code ${code}`))
    })
    .filter((reason) => reason !== '')
    .join('; ')
}

function isScalar(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}
