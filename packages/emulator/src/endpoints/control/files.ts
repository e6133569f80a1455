import { readBytes } from '../../http/body.ts'
import type { Endpoint } from '../../http/endpoint.ts'
import type { Uploads } from '../../inbox/uploads.ts'
import { unprocessable } from '../../problem.ts'
import { fileResponse } from '../../storage/file-response.ts'
import { StorageProblem } from '../../storage/storage-problem.ts'

/** Files for messages from outside: put here by the inbox page, fetched by the application without credentials. */
export function controlFileEndpoints(uploads: Uploads): Endpoint[] {
  return [
    {
      method: 'POST',
      path: '/__emulator/files',
      async handle({ request, query }) {
        const bytes = Uint8Array.from(await readBytes(request))
        if (bytes.length === 0) throw unprocessable('The body is the file, and must not be empty.')
        const contentType = request.headers.get('content-type') ?? 'application/octet-stream'
        const id = uploads.add({ bytes, contentType })
        const name = encodeURIComponent(query.get('name') || 'file')
        const { origin } = new URL(request.url)
        return { status: 201, body: { url: `${origin}/__emulator/files/${id}/${name}` } }
      },
    },
    {
      method: 'GET',
      path: '/__emulator/files/:id/:name',
      handle({ request, parameter }) {
        const file = uploads.get(parameter('id'))
        if (file === undefined) {
          return new StorageProblem(404, 'NoSuchKey', 'The specified key does not exist.').toResponse()
        }
        const response = fileResponse(file, request)
        // A page or a drawing among the files must not run as a part of the inbox page.
        response.headers.set('content-security-policy', "sandbox; default-src 'none'")
        response.headers.set('x-content-type-options', 'nosniff')
        return response
      },
    },
  ]
}
