import { invalid } from '../errors/errors.ts'

/**
 * A request path, made with the {@link path} tag.
 *
 * @example const numberPath = (id: string): Path => path`/v2/numbers/${id}`
 */
export class Path {
  /** The path itself, percent-encoded: `/v2/numbers/12065550100`. */
  readonly value: string
  /** The path without the values in it, for logs and traces: `/v2/numbers/{}`. */
  readonly template: string

  constructor(value: string, template: string) {
    this.value = value
    this.template = template
  }

  toString(): string {
    return this.value
  }
}

/**
 * Template tag for request paths: every value becomes exactly one percent-encoded segment. A path made with the tag is
 * inserted as it is.
 *
 * @throws {InvalidInputError} a value is empty, `.`, `..`, or neither text nor an integer
 * @example path`/v2/routes/${routeId}`.value // '/v2/routes/98396'
 */
export function path(strings: TemplateStringsArray, ...values: readonly unknown[]): Path {
  let [value, template] = ['', '']
  strings.forEach((text, index) => {
    if (index > 0) {
      const inserted = values[index - 1]
      value += inserted instanceof Path ? inserted.value : segment(inserted)
      template += inserted instanceof Path ? inserted.template : '{}'
    }
    value += text
    template += text
  })
  return new Path(value, template)
}

function segment(value: unknown): string {
  const text = Number.isSafeInteger(value) ? String(value) : value
  // An empty segment would name the collection instead of one of its members; dots would leave it.
  if (typeof text !== 'string' || text.trim() === '' || text === '.' || text === '..') {
    throw invalid('id', 'must be a non-empty text other than "." and ".."')
  }
  try {
    return encodeURIComponent(text)
  } catch {
    throw invalid('id', 'must be well-formed Unicode')
  }
}
