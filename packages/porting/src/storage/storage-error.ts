import { FlowrouteError, type Outcome } from '@flowroute/core'

/** What {@link StorageError} is made of. */
export interface StorageFailure {
  method: string
  /** Path of the URL. Never the query: whoever has that can do what the URL allows. */
  path: string
  status: number
  /** Beginning of the response body. */
  text: string
  outcome: Outcome
}

/**
 * The storage that keeps Flowroute's files refused an upload or a download.
 *
 * @example if (error instanceof StorageError && error.code === 'AccessDenied') console.error(error.reason)
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export class StorageError extends FlowrouteError {
  /** HTTP status, such as 403. */
  readonly status: number
  /** The storage's own code, such as `AccessDenied`; empty when it gave none. */
  readonly code: string
  /** The storage's own reason, such as `Request has expired`; empty when it gave none. */
  readonly reason: string
  /** Id to quote to support; empty when there is none. */
  readonly requestId: string

  constructor({ method, path, status, text, outcome }: StorageFailure) {
    const code = element(text, 'Code')
    const isXml = code !== '' || text.trimStart().startsWith('<')
    const reason = isXml ? element(text, 'Message') : text.replace(/\s+/g, ' ').trim().slice(0, 200)
    const said = [code, reason].filter((part) => part !== '').join(': ')
    super(`The file storage answered ${method} ${path} with ${status}: ${said || 'no reason given'}`, {
      method,
      path,
      outcome,
    })
    this.status = status
    this.code = code
    this.reason = reason
    this.requestId = element(text, 'RequestId')
  }

  override get name(): string {
    return 'StorageError'
  }
}

const entitiesOfXml: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The text of the first element of that name in S3's error document; empty when there is none. */
function element(xml: string, name: string): string {
  const [, text = ''] = new RegExp(`<${name}>([^<]{0,1000})</${name}>`).exec(xml) ?? []
  return text.replace(/&(\w+);/g, (match, entity: string) => entitiesOfXml[entity] ?? match).trim()
}
