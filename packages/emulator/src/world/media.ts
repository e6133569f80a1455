import { lookup } from 'mrmime'
import { unprocessable } from '../problem.ts'
import type { Random } from './random.ts'

/** A file that goes with an MMS. */
export interface Media {
  /** `<snowflake>-<file name>`. */
  id: string
  url: string
  fileName: string
  mimeType: string
  /** Bytes. */
  fileSize: number
}

/** What is sent as MMS and is not in the table of the types that web servers send. */
const moreTypes: Readonly<Record<string, string>> = {
  ac3: 'audio/ac3',
  avi: 'video/x-msvideo',
  vcf: 'text/vcard',
}

/** Where the time in Flowroute's media ids begins, in milliseconds since the epoch. */
const snowflakeEpoch = 1_288_834_974_657

/** Bytes of all media of a message together. */
const largestMedia = 767_840

/** Refuses media whose names say that they are too large, a file in the documented words. */
export function checkMedia(urls: readonly string[]): void {
  const large = urls.find((url) => (sizeInName(url) ?? 0) > largestMedia)
  if (large !== undefined) {
    throw unprocessable(`Error fetching media: File at "${large}" is over ${largestMedia} byte limit.`)
  }
  const bytes = urls.reduce((total, url) => total + (sizeInName(url) ?? 0), 0)
  if (bytes > largestMedia) {
    throw unprocessable(`Error fetching media: Files are over ${largestMedia} byte limit in all.`)
  }
}

/** Bytes, where the file's name has them: `photo-800000-bytes.jpg`. */
function sizeInName(url: string): number | null {
  const [, digits] = /(?<!\d)(\d{1,12})-bytes\b/.exec(fileNameOf(url)) ?? []
  return digits === undefined ? null : Number(digits)
}

/**
 * What becomes of a media URL. Nothing is fetched: the type is read off the file's name, the size too or made up
 * below the 750 kB that Flowroute allows.
 */
export function createMedia(url: string, now: Date, random: Random): Media {
  const described = describeMedia(url)
  const time = BigInt(Math.max(0, now.getTime() - snowflakeEpoch))
  const snowflake = (time << 22n) | BigInt(random.integer(0, 2 ** 22 - 1))
  return {
    id: `${snowflake}-${described.fileName}`,
    url,
    ...described,
    fileSize: sizeInName(url) ?? random.integer(10_000, 700_000),
  }
}

/** What the URL of a file tells of it. */
export function describeMedia(url: string): Pick<Media, 'fileName' | 'mimeType'> {
  const fileName = fileNameOf(url)
  const extension = fileName.split('.').at(-1)?.toLowerCase() ?? ''
  return { fileName, mimeType: lookup(extension) ?? moreTypes[extension] ?? 'application/octet-stream' }
}

/** Only characters that need no escaping in a link. */
function fileNameOf(url: string): string {
  const last = new URL(url).pathname.split('/').at(-1) ?? ''
  return last.replaceAll(/[^\w.-]+/g, '-') || 'media'
}
