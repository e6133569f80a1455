import { ResponseFormatError } from '@flowroute/core'
import type { CdrExport } from './entities.ts'
import { CdrExportError } from './export-error.ts'

const isLoopback = ({ hostname }: URL): boolean => /^((.+\.)?localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)

/**
 * The URL of an export's file.
 *
 * The file has the account's calls, so it must not be sent unencrypted, except by a server that the program chose for its
 * requests itself, such as an emulator.
 *
 * @param baseUrl URL of the API
 * @throws {CdrExportError} there is no file
 * @throws {ResponseFormatError} the URL is not one that may be used
 */
export function fileUrl(found: CdrExport, baseUrl: string): string {
  const { id, downloadUrl, status } = found
  if (status !== 'completed')
    throw new CdrExportError(`has no file any more: its status is ${status}.`, found)
  if (downloadUrl === null) throw new CdrExportError('is completed but has no link to its file.', found)
  const api = new URL(baseUrl)
  const url = URL.canParse(downloadUrl) ? new URL(downloadUrl) : undefined
  const isAllowed =
    url !== undefined &&
    url.username + url.password === '' &&
    (url.protocol === 'https:' ||
      (url.protocol === 'http:' && (url.origin === api.origin || (isLoopback(url) && isLoopback(api)))))
  if (isAllowed) return url.href
  // The link is not in the message: it may be a valid one of another form.
  throw new ResponseFormatError(`The link to the file of export ${id} is not an https URL.`, 200, '', {
    method: 'GET',
    path: `/v2/cdrs/exports/${id}`,
  })
}
