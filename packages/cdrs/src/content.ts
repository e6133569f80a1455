import { DamagedGzip, unpack } from './gunzip.ts'
import { BeginAgain, type RemoteFile } from './remote-file.ts'

/** The start of a checksum (FNV-1a). */
const emptySum = 0x811c9dc5

function checksum(sum: number, bytes: Uint8Array): number {
  let result = sum
  for (let index = 0; index < bytes.length; index++)
    result = Math.imul(result ^ (bytes[index] as number), 0x01000193)
  return result
}

/**
 * The content of a file, unpacked, without a gap or a repetition.
 *
 * Where a file has to be read from its beginning again, what was given already is skipped, and compared by its checksum:
 * in another file, the same number of bytes would end in another row.
 *
 * @param maxBytes the most bytes that the content may have
 * @throws {FlowrouteError} the file cannot be read, or is damaged
 */
export async function* contentOf(
  file: RemoteFile,
  maxBytes: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const notMembers = new Set<number>()
  let given = 0
  let sum = emptySum
  for (;;) {
    const known = notMembers.size
    let position = 0
    let repeatedSum = emptySum
    try {
      for await (const chunk of unpack(file.pass(), notMembers)) {
        const repeated = chunk.subarray(0, Math.max(0, given - position))
        position += chunk.byteLength
        if (repeated.byteLength > 0) {
          repeatedSum = checksum(repeatedSum, repeated)
          if (position >= given && repeatedSum !== sum) throw hasChanged(file)
          if (position <= given) continue
        }
        const fresh = chunk.subarray(repeated.byteLength)
        given = position
        if (given > maxBytes)
          throw file.formatError(`The unpacked file is larger than ${maxBytes} bytes (maxBytes).`)
        sum = checksum(sum, fresh)
        yield fresh
      }
      if (position < given) throw hasChanged(file)
      return
    } catch (error) {
      if (error instanceof DamagedGzip) {
        const failure = file.formatError(`The file is damaged: ${error.message}.`)
        await file.damaged(failure, notMembers.size > known)
      } else if (!(error instanceof BeginAgain)) {
        throw error
      }
    }
  }
}

const hasChanged = (file: RemoteFile): Error =>
  file.formatError('The file changed while it was read: it does not begin with the rows that were read.')
