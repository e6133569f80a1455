import { readBytes } from '../../http/body.ts'
import type { Call, Endpoint } from '../../http/endpoint.ts'
import { fileResponse } from '../../storage/file-response.ts'
import { storagePath } from '../../storage/signed-urls.ts'
import { StorageProblem } from '../../storage/storage-problem.ts'
import { fromBase64 } from '../../values/bytes.ts'
import { storeFile } from '../../world/porting/files.ts'
import type { World } from '../../world/world.ts'
import { answerAsStorage } from '../storage-answer.ts'

/** Where a document of a port order is in the file storage. */
export function documentPath(orderId: string, fileId: string): string {
  return `port-orders/${orderId}/${fileId}`
}

/** The file storage as far as documents of port orders are in it. */
export function portStorageEndpoints({ portOrders, signedUrls }: World): Endpoint[] {
  const path = `${storagePath}/${documentPath(':order', ':file')}`
  const fileOf = (call: Call) => portOrders.file(call.parameter('order'), call.parameter('file'))
  const check = (call: Call, method: 'GET' | 'PUT'): void => {
    signedUrls.check(call.request, method, documentPath(call.parameter('order'), call.parameter('file')))
  }
  return [
    {
      method: 'PUT',
      path,
      handle: (call) =>
        answerAsStorage(async () => {
          check(call, 'PUT')
          const bytes = await readBytes(call.request)
          storeFile(fileOf(call), bytes, call.request.headers.get('content-type'))
          return new Response(null, { status: 200, headers: { 'content-length': '0' } })
        }),
    },
    {
      method: 'GET',
      path,
      handle: (call) =>
        answerAsStorage(() => {
          check(call, 'GET')
          const { content, contentType } = fileOf(call)
          if (content === null)
            throw new StorageProblem(404, 'NoSuchKey', 'The specified key does not exist.')
          const bytes = fromBase64(content)
          return fileResponse({ bytes, contentType: contentType ?? 'binary/octet-stream' }, call.request)
        }),
    },
  ]
}
