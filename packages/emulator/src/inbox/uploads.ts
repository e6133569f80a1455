import type { StoredFile } from '../storage/file-response.ts'
import { randomHex } from '../values/bytes.ts'

/** Files that somebody put into the inbox page, for applications to fetch. They are in no snapshot and outlive resets. */
export class Uploads {
  readonly #files = new Map<string, StoredFile>()
  readonly #maximum: number
  #size = 0

  /** Beyond so many bytes of all files together the oldest ones go. */
  constructor(maximum = 64 * 1024 * 1024) {
    this.#maximum = maximum
  }

  /** Keeps a file; gives its id, which nobody can guess. */
  add(file: StoredFile): string {
    const id = randomHex(16)
    this.#files.set(id, file)
    this.#size += file.bytes.length
    for (const [oldest, { bytes }] of this.#files) {
      if (this.#size <= this.#maximum || oldest === id) break
      this.#files.delete(oldest)
      this.#size -= bytes.length
    }
    return id
  }

  get(id: string): StoredFile | undefined {
    return this.#files.get(id)
  }
}
