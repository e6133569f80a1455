import { AbortedError, InvalidInputError } from '@flowroute/core'
import type { DownloadOptions } from './options.ts'
import { type RemoteFile, requestFile } from './remote-file.ts'

/** Flowroute's limit for all media of a message, in bytes. */
const maxTotalBytes = 767_840

/** What Flowroute documents that most handsets show. */
const knownTypes =
  /^(image\/(png|jpe?g|gif|bmp|x-ms-bmp)|video\/(3gpp2?|mp4|mpeg|avi|msvideo|x-msvideo)|audio\/(amr|midi?|x-midi|wave?|x-wav|vnd\.wave|ac3|mpeg|mp3)|text\/plain)$/i

/**
 * Options of `checkMedia`.
 *
 * @example checkMedia(urls, { timeout: 5_000, signal })
 */
export type CheckMediaOptions = Omit<DownloadOptions, 'maxBytes'>

/**
 * A file that is to be sent.
 *
 * @example for (const { url, problems } of (await checkMedia(urls)).files) console.log(url, problems)
 */
export interface CheckedFile {
  url: string
  /** HTTP status; undefined when there was no response. */
  status: number | undefined
  /** MIME type, as its server says. */
  mimeType: string | undefined
  /** Its size in bytes; undefined when it could not be read, or is over the limit by itself. */
  bytes: number | undefined
  /** Where its server redirects to. It was not followed, and Flowroute may not follow it. */
  redirect: string | undefined
  /** What is wrong with it, in words; empty when it can be sent. */
  problems: string[]
}

/**
 * Whether media can be sent.
 *
 * @example const { isOk, problems }: MediaCheck = await checkMedia(urls)
 */
export interface MediaCheck {
  /** Whether there is no problem. */
  isOk: boolean
  /** Every problem, those of the files included. */
  problems: string[]
  /** Size of all files in bytes; undefined when that of one is not known. */
  totalBytes: number | undefined
  /** Each file, in the order of the URLs. */
  files: CheckedFile[]
}

/**
 * Checks media before they are sent in an MMS: https, reachable, a type that handsets show, and at most 767,840 bytes in
 * all, the text of the message included. The files are requested from their servers as Flowroute will, without
 * credentials, one after the other, and no more than the limit is read.
 *
 * @param urls as in `mediaUrls` of a message, 1 to 20
 * @param options.timeout milliseconds for each file, default 30 000
 * @example
 * const { isOk, problems } = await checkMedia(['https://example.com/cat.gif'])
 * if (!isOk) throw new Error(problems.join(' '))
 * @throws {InvalidInputError} the URLs are not a list of texts
 * @throws {AbortedError} the signal is aborted
 * @see https://developer.flowroute.com/api/messages/v2.1/send-an-mms/
 */
export async function checkMedia(
  urls: readonly string[],
  options: CheckMediaOptions = {},
): Promise<MediaCheck> {
  if (
    !Array.isArray(urls) ||
    urls.length === 0 ||
    urls.length > 20 ||
    urls.some((url) => typeof url !== 'string')
  ) {
    throw new InvalidInputError([{ field: 'urls', message: 'must be a list of 1 to 20 URLs' }])
  }
  const files: CheckedFile[] = []
  for (const url of urls) files.push(await checkFile(url, options))
  const sizes = files.map(({ bytes }) => bytes)
  const totalBytes = sizes.includes(undefined)
    ? undefined
    : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0)
  const problems = files.flatMap((file) => file.problems)
  if (totalBytes !== undefined && totalBytes > maxTotalBytes) {
    problems.push(`The files have ${totalBytes} bytes in all; the limit is ${maxTotalBytes}.`)
  }
  return { isOk: problems.length === 0, problems, totalBytes, files }
}

async function checkFile(url: string, options: CheckMediaOptions): Promise<CheckedFile> {
  const file: CheckedFile = {
    url,
    status: undefined,
    mimeType: undefined,
    bytes: undefined,
    redirect: undefined,
    problems: [],
  }
  const { timeout = 30_000 } = options
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    file.problems.push(`${url} is not an absolute http or https URL.`)
    return file
  }
  if (!url.toLowerCase().startsWith('https:')) file.problems.push(`${url} is not https.`)
  try {
    describe(file, await requestFile(url, { ...options, timeout, maxBytes: maxTotalBytes }))
  } catch (error) {
    if (error instanceof AbortedError) throw error
    file.problems.push(`${url} cannot be reached: ${(error as Error).message}`)
  }
  return file
}

function describe(file: CheckedFile, { status, headers, bytes }: RemoteFile): void {
  const { url, problems } = file
  file.status = status
  if (status === 0 || (status >= 300 && status < 400)) {
    file.redirect = headers.get('location') ?? ''
    problems.push(`${url} redirects${file.redirect && ` to ${file.redirect}`}; give the final URL.`)
    return
  }
  if (status !== 200) {
    problems.push(`${url} answered ${status}.`)
    return
  }
  const type = headers.get('content-type')?.split(';', 1)[0]?.trim()
  file.mimeType = type
  if (type === undefined || !knownTypes.test(type)) {
    problems.push(`${url} has the type ${type ?? 'unknown'}, which handsets may not show.`)
  }
  file.bytes = bytes?.byteLength
  if (bytes === undefined)
    problems.push(`${url} has more than ${maxTotalBytes} bytes, the limit for all files.`)
  else if (bytes.byteLength === 0) problems.push(`${url} is empty.`)
}
