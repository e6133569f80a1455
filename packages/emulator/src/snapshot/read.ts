import * as v from 'valibot'
import { isObject } from '../http/document.ts'
import { inventoryOf } from '../inventory/shared.ts'
import { checkConsistency } from './consistency.ts'
import { type EmulatorSnapshot, snapshotDocument, snapshotVersion } from './document.ts'
import { impossible, malformed } from './flaw.ts'

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
  const parsed = v.safeParse(snapshotDocument, document, { abortEarly: true })
  if (!parsed.success) throw explain(parsed.issues[0])
  checkConsistency(parsed.output, inventoryOf(parsed.output.seed))
  return parsed.output
}

function explain(issue: v.BaseIssue<unknown>): Error {
  const member = nameOf(issue.path ?? [])
  if (issue.received === 'undefined') return malformed(member, 'is missing')
  if (issue.kind === 'validation') return impossible(member, issue.message)
  // A choice among several values: there the type may be right and the value wrong.
  if (issue.type === 'picklist' || issue.type === 'literal' || issue.type === 'variant') {
    return impossible(member, `must be ${issue.expected}, not ${issue.received}`)
  }
  if (issue.expected === 'never') return malformed(member, 'is not known')
  return malformed(member, `must be of the type ${issue.expected}, not ${issue.received}`)
}

/** `messages.records[3].body`; the document itself has no path. */
function nameOf(path: readonly v.IssuePathItem[]): string {
  const name = path.map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('')
  return name === '' ? 'the document' : name.replace(/^\./, '')
}
