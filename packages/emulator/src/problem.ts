/** The titles that go with a status unless the documentation shows another, or none. */
const titles: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Payload Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Entity',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
}

interface ProblemOptions {
  /** `null` leaves the title out, as some documented answers do. */
  title?: string | null
  /** The error code of a message that is refused. */
  code?: number
  headers?: Record<string, string>
}

/** A refusal that the caller is to read: thrown anywhere, turned into an error document at the edge. */
export class Problem extends Error {
  readonly status: number
  /** A text, but for wrong attributes: there it is documented as an object. */
  readonly detail: string | object
  readonly title: string | null
  readonly code: number | undefined
  readonly headers: Record<string, string>

  constructor(status: number, detail: string | object, options: ProblemOptions = {}) {
    super(typeof detail === 'string' ? detail : JSON.stringify(detail))
    this.status = status
    this.detail = detail
    this.title = options.title === undefined ? (titles[status] ?? null) : options.title
    this.code = options.code
    this.headers = options.headers ?? {}
  }
}

/** 422: the request was understood and a value in it is wrong. */
export function unprocessable(detail: string): Problem {
  return new Problem(422, detail)
}

/** 422 in the form that names each attribute that is wrong, and all that is wrong with it. */
export function wrongAttributes(attributes: Readonly<Record<string, readonly string[]>>): Problem {
  return new Problem(422, { data: { attributes } }, { title: null })
}

/** 404 for something that this account does not have. */
export function notOnAccount(options?: ProblemOptions): Problem {
  return new Problem(404, 'Could not find that resource on your account.', options)
}
