/** A refusal of the file storage: an XML document, as S3 has it. */
export class StorageProblem extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }

  toResponse(): Response {
    const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${this.code}</Code><Message>${this.message}</Message></Error>`
    return new Response(xml, { status: this.status, headers: { 'content-type': 'application/xml' } })
  }
}
