import type { Endpoint } from '../../http/endpoint.ts'
import { openApiDocument } from '../openapi/document.ts'

/** A description of the API for programs. */
export function controlOpenApiEndpoint(endpoints: readonly Endpoint[]): Endpoint {
  let document: object | undefined
  return {
    method: 'GET',
    path: '/__emulator/openapi.json',
    handle() {
      document ??= openApiDocument(endpoints)
      return { status: 200, body: document, headers: { 'content-type': 'application/json' } }
    },
  }
}
