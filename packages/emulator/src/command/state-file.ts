import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { access, open, readFile, realpath, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { EmulatorSnapshot } from '../snapshot/document.ts'
import { readSnapshot } from '../snapshot/read.ts'

/** A file of a snapshot, through which an emulator goes on where it ended. */
export class StateFile {
  readonly #path: string

  private constructor(path: string) {
    this.#path = path
  }

  /** Finds out whether the file can be written before an emulator is started that counts on it. */
  static async at(path: string): Promise<StateFile> {
    // Else the file's replacement would take the place of the link to it.
    const target = await realpath(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return path
      throw error
    })
    await access(dirname(target), constants.W_OK | constants.X_OK)
    return new StateFile(target)
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
    const folder = dirname(this.#path)
    const temporary = join(folder, `.${basename(this.#path)}.${randomUUID()}`)
    try {
      // Message bodies and addresses of people are nobody else's business.
      await writeThrough(temporary, JSON.stringify(snapshot))
      await rename(temporary, this.#path)
    } catch (error) {
      await rm(temporary, { force: true })
      throw error
    }
    await syncFolder(folder)
  }
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
