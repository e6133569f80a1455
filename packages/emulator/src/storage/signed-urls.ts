import { hmac } from '@noble/hashes/hmac'
import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex } from '@noble/hashes/utils'
import { equalInConstantTime } from '../values/bytes.ts'
import type { Clock } from '../world/clock.ts'
import { StorageProblem } from './storage-problem.ts'

/** Below it is the emulator's own file storage. Its URLs need no credentials, but a signature. */
export const storagePath = '/flowroute-storage'

export function isStoragePath(path: string): boolean {
  return path.startsWith(`${storagePath}/`)
}

/** Signs URLs of the file storage and checks them, in the query parameters that S3 has. */
export class SignedUrls {
  readonly #key: string
  readonly #clock: Pick<Clock, 'now'>

  constructor(key: string, clock: Pick<Clock, 'now'>) {
    this.#key = key
    this.#clock = clock
  }

  /**
   * A URL with which a file can be read or written for a time.
   *
   * @param origin where the caller has reached the emulator
   * @param path of the file within the storage
   * @param from milliseconds since the epoch
   * @param seconds how long it is valid
   */
  sign(origin: string, method: 'GET' | 'PUT', path: string, from: number, seconds: number): string {
    const date = `${new Date(from).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
    const query = new URLSearchParams({
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Date': date,
      'X-Amz-Expires': String(seconds),
      'X-Amz-SignedHeaders': 'host',
      'X-Amz-Signature': this.#signature(method, path, date, String(seconds)),
    })
    return `${origin}${storagePath}/${path}?${query}`
  }

  /** @throws {StorageProblem} the URL was not signed for this method and file, or its time is over */
  check(request: Request, method: 'GET' | 'PUT', path: string): void {
    // S3 refuses it too. A client must not show Flowroute's credentials to a storage.
    if (request.headers.has('authorization')) {
      throw new StorageProblem(400, 'InvalidArgument', 'Only one auth mechanism allowed')
    }
    const { searchParams } = new URL(request.url)
    const [date, seconds, given] = ['Date', 'Expires', 'Signature'].map(
      (name) => searchParams.get(`X-Amz-${name}`) ?? '',
    ) as [string, string, string]
    if (date === '' || given === '') throw new StorageProblem(403, 'AccessDenied', 'Access Denied')
    if (!equalInConstantTime(given, this.#signature(method, path, date, seconds))) {
      throw new StorageProblem(
        403,
        'SignatureDoesNotMatch',
        'The request signature we calculated does not match the signature you provided.',
      )
    }
    const signedAt = Date.parse(
      date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
    )
    if (this.#clock.now().getTime() >= signedAt + Number(seconds) * 1_000) {
      throw new StorageProblem(403, 'AccessDenied', 'Request has expired')
    }
  }

  #signature(...parts: string[]): string {
    return bytesToHex(hmac(sha256, this.#key, parts.join('\n')))
  }
}
