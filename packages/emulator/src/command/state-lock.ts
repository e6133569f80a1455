import { randomUUID } from 'node:crypto'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { basename, dirname, join } from 'node:path'
import process from 'node:process'
import * as v from 'valibot'

/** The process that holds a lock. `startedAt` tells it from a later process with the same id; null where unknown. */
const lockHolder = v.object({ pid: v.number(), host: v.string(), startedAt: v.nullable(v.string()) })

type LockHolder = v.InferOutput<typeof lockHolder>

/** Files locked by this process: its own id in a lock file says nothing about who in it holds the lock. */
const heldHere = new Set<string>()

/** A state file is locked by a running emulator. */
export class StateLockedError extends Error {}

/**
 * Locks a file against use by other emulators, with a lock file beside it.
 *
 * A lock whose process is gone is replaced, so that an emulator that was killed does not block the next one.
 *
 * @returns a function that unlocks the file
 * @throws {StateLockedError} a running process holds the lock
 */
export async function lockState(path: string): Promise<() => Promise<void>> {
  const lock = join(dirname(path), `.${basename(path)}.lock`)
  if (heldHere.has(lock)) throw locked(process.pid, lock)
  heldHere.add(lock)
  try {
    await takeLock(lock, path)
  } catch (error) {
    heldHere.delete(lock)
    throw error
  }
  return async () => {
    await rm(lock, { force: true })
    heldHere.delete(lock)
  }
}

async function takeLock(lock: string, path: string): Promise<void> {
  const temporary = temporaryName(path)
  const self: LockHolder = { pid: process.pid, host: hostname(), startedAt: await startOf(process.pid) }
  await writeFile(temporary, JSON.stringify(self), { flag: 'wx', mode: 0o600 })
  try {
    // A link appears with its content in one step: nobody ever reads half of a lock.
    while (!(await tryLink(temporary, lock))) await removeIfStale(lock, path)
  } finally {
    await rm(temporary, { force: true })
  }
}

async function tryLink(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Removes the lock of a process that is gone. */
async function removeIfStale(lock: string, path: string): Promise<void> {
  const text = await readIfPresent(lock)
  if (text === undefined) return
  const holder = readHolder(text)
  if (holder !== undefined) await refuseIfRunning(holder, lock)
  // Moved away first: another process may have replaced the stale lock in the meantime, and its lock must stay.
  const moved = temporaryName(path)
  await rename(lock, moved).catch(ignoreMissing)
  const removed = await readIfPresent(moved)
  if (removed !== undefined && removed !== text) await tryLink(moved, lock)
  await rm(moved, { force: true })
}

/** A lock of another machine is believed: whether its process runs cannot be found out from here. */
async function refuseIfRunning({ pid, host, startedAt }: LockHolder, lock: string): Promise<void> {
  if (host !== hostname()) throw locked(pid, lock, host)
  // This process holds no lock on the file: an earlier process had the same id, as is usual in containers.
  if (pid === process.pid || !isRunning(pid)) return
  const runningSince = await startOf(pid)
  if (startedAt === null || runningSince === null || startedAt === runningSince) throw locked(pid, lock)
}

function locked(pid: number, lock: string, host?: string): StateLockedError {
  const holder = host === undefined ? `process ${pid}` : `process ${pid} on ${host}`
  const remedy = host === undefined ? '' : ` If that process is gone, delete ${lock}.`
  return new StateLockedError(`it is in use by ${holder}.${remedy}`)
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // The process of another user cannot be signalled, and runs.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** When the process started, in the system's own units; null where the system does not tell. */
async function startOf(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // The second field, the program's name, may contain spaces and parentheses. The start time is field 22.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
}

function readHolder(text: string): LockHolder | undefined {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), lockHolder), text)
  return parsed.success ? parsed.output : undefined
}

async function readIfPresent(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(ignoreMissing)
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

/** The name of a file that is removed at the next start if it is left behind. */
export function temporaryName(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomUUID()}`)
}
