import { FlowrouteError } from '@flowroute/core'
import type { Media } from './entities.ts'
import type { DownloadedMedia, DownloadOptions } from './options.ts'
import { requestFile } from './remote-file.ts'

/**
 * A file of an MMS could not be downloaded.
 *
 * @example if (error instanceof MediaError && error.status === 403) console.error('The URL has expired')
 */
export class MediaError extends FlowrouteError {
  /** HTTP status of the storage; undefined when nothing was requested. */
  readonly status: number | undefined

  constructor(mediaId: string, problem: string, status?: number) {
    super(`The file ${mediaId} cannot be downloaded: ${problem}.`, { outcome: 'rejected' })
    this.status = status
  }

  override get name(): string {
    return 'MediaError'
  }
}

/** Downloads a file by the URL in its record. */
export async function download(media: Media, options: DownloadOptions): Promise<DownloadedMedia> {
  const { id, url, fileName, mimeType } = media
  if (url === undefined || !URL.canParse(url) || !isAllowed(new URL(url))) {
    throw new MediaError(id, 'its record has no https URL')
  }
  const { maxBytes = 16 * 1024 * 1024, timeout = 30_000 } = options
  const { status, headers, bytes } = await requestFile(url, { ...options, maxBytes, timeout })
  // In browsers, a redirect has the status 0.
  if (status === 0 || (status >= 300 && status < 400)) {
    throw new MediaError(id, 'the storage answered with a redirect, which is not followed', status)
  }
  if (status !== 200) throw new MediaError(id, `the storage answered ${status}`, status)
  if (bytes === undefined) throw new MediaError(id, `it has more than ${maxBytes} bytes (maxBytes)`, status)
  return { bytes, mimeType: headers.get('content-type') ?? mimeType, fileName }
}

/** Plain http is for tests on this machine. */
const isAllowed = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname))
