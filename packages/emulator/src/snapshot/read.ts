import { isObject } from '../http/document.ts'
import { inventoryOf } from '../inventory/shared.ts'
import { check } from '../validation/check.ts'
import { checkConsistency } from './consistency.ts'
import { type EmulatorSnapshot, snapshotDocument, snapshotVersion } from './document.ts'
import { impossible } from './impossible.ts'

/**
 * The document by itself, if a world can be made of it.
 *
 * @throws {TypeError} a member is missing, has the wrong type, or is not known
 * @throws {RangeError} it is of another version, or members say what cannot be
 */
export function readSnapshot(document: unknown): EmulatorSnapshot {
  const version = isObject(document) ? document['version'] : undefined
  if (typeof version === 'number' && version !== snapshotVersion) {
    const problem = `is ${version}, and this emulator reads version ${snapshotVersion} only`
    throw impossible('version', problem)
  }
  const snapshot = check(snapshotDocument, document, 'the document', 'snapshot: ')
  checkConsistency(snapshot, inventoryOf(snapshot.seed))
  return snapshot
}
