import { constants } from 'node:fs'
import { access, open, readdir, readFile, realpath, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { EmulatorSnapshot } from '../snapshot/document.ts'
import { readSnapshot } from '../snapshot/read.ts'
import { lockState, temporaryName } from './state-lock.ts'

/** A file with a snapshot: an emulator continues from it, and saves to it at the end. */
export class StateFile {
  readonly #path: string
  readonly #unlock: () => Promise<void>

  private constructor(path: string, unlock: () => Promise<void>) {
    this.#path = path
    this.#unlock = unlock
  }

  /**
   * Locks the file, checks that it can be written, and removes what a killed emulator left beside it.
   *
   * @throws {StateLockedError} another emulator uses the file
   * @throws {Error} the file cannot be written
   */
  static async open(path: string): Promise<StateFile> {
    const target = await resolvePath(path)
    await access(dirname(target), constants.W_OK | constants.X_OK)
    const unlock = await lockState(target)
    await removeLeftovers(target)
    return new StateFile(target, unlock)
  }

  /** Lets other emulators use the file. */
  close(): Promise<void> {
    return this.#unlock()
  }

  /**
   * What is in it; undefined when there is no such file.
   *
   * @throws {Error} it cannot be read, or is no snapshot
   */
  async load(): Promise<EmulatorSnapshot | undefined> {
    const text = await readFile(this.#path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    })
    if (text === undefined) return undefined
    return readSnapshot(parse(text))
  }

  /**
   * Puts the snapshot in the file's place. Whatever goes wrong on the way, the file is the old one or the new
   * one, and whole.
   */
  async save(snapshot: EmulatorSnapshot): Promise<void> {
    const temporary = temporaryName(this.#path)
    try {
      // Message bodies and addresses of people are nobody else's business.
      await writeThrough(temporary, JSON.stringify(snapshot))
      await rename(temporary, this.#path)
    } catch (error) {
      await rm(temporary, { force: true })
      throw error
    }
    await syncFolder(dirname(this.#path))
  }
}

/** The file itself, not a link to it: saving replaces the file, and the link must stay a link. */
async function resolvePath(path: string): Promise<string> {
  return realpath(path).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    return join(await realpath(dirname(path)), basename(path))
  })
}

/** Removes temporary files of emulators that were killed while they saved. Only while the lock is held. */
async function removeLeftovers(path: string): Promise<void> {
  const folder = dirname(path)
  const prefix = `.${basename(path)}.`
  const leftovers = (await readdir(folder)).filter(
    (name) =>
      name.startsWith(prefix) && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(name.slice(prefix.length)),
  )
  await Promise.all(leftovers.map((name) => rm(join(folder, name), { force: true })))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new TypeError('it is not JSON')
  }
}

/** All of it is on the disk when this is done. */
async function writeThrough(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Has the new name survive a power failure too; not every system lets a folder be synced. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined)
  await folder?.sync().catch(() => {})
  await folder?.close()
}
