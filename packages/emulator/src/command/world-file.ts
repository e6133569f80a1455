import { readFile } from 'node:fs/promises'
import { isMap, isNode, isPair, isScalar, LineCounter, type Node, parseDocument } from 'yaml'
import { inventoryOf } from '../inventory/shared.ts'
import { nameOf, type WorldProblem } from '../starting-world/problem.ts'
import { readStartingWorld } from '../starting-world/read.ts'
import type { StartingWorld } from '../starting-world/types.ts'

/** What is said of a world file that will not do: all that is wrong with it, a line each. */
export class WorldFileError extends Error {}

/**
 * Reads what a world is to start with from a YAML file.
 *
 * @throws {WorldFileError} it cannot be read, or something is wrong with it
 */
export async function readWorldFile(path: string, seed: number): Promise<StartingWorld> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new WorldFileError(`The world file ${path} cannot be read: ${error.message}`)
  })
  const lines = new LineCounter()
  // All scalars are texts: a ZIP code must keep its zeros, a phone number its plus.
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, prettyErrors: false })
  const lineAt = (offset: number): number => lines.linePos(offset).line
  const syntax = [...document.errors, ...document.warnings].map(({ message, pos: [start] }) => ({
    line: lineAt(start),
    text: message,
  }))
  if (syntax.length > 0) throw refusal(path, syntax)
  const value: unknown = document.toJS({ maxAliasCount: 100 }) ?? {}
  const { problems } = readStartingWorld(value, { seed, inventory: inventoryOf(seed), now: new Date() })
  if (problems.length === 0) return value as StartingWorld
  const found = problems.map(({ path: member, message }) => ({
    line: lineAt(offsetOf(document.contents, member)),
    text: `${nameOf(member) || 'the file'} ${message}`,
  }))
  throw refusal(path, found)
}

function refusal(path: string, problems: readonly { line: number; text: string }[]): WorldFileError {
  const inOrder = [...problems].sort((a, b) => a.line - b.line)
  return new WorldFileError(inOrder.map(({ line, text }) => `${path}:${line}: ${text}`).join('\n'))
}

/** Where a member begins, with its name if it has one; where the nearest thing around it begins if it is missing. */
function offsetOf(root: Node | null, path: WorldProblem['path']): number {
  let node: unknown = root
  let offset = startOf(root) ?? 0
  for (const key of path) {
    const pair = isMap(node)
      ? node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key)
      : undefined
    const next = pair === undefined ? childOf(node, key) : pair.value
    offset = startOf(pair?.key) ?? startOf(next) ?? offset
    if (next === undefined) break
    node = next
  }
  return offset
}

function childOf(node: unknown, key: string | number): unknown {
  const items = isNode(node) && 'items' in node && Array.isArray(node.items) ? node.items : []
  return typeof key === 'number' ? items[key] : undefined
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined
}
