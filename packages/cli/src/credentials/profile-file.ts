import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import type { Context } from '../context.ts'
import { noCredentials } from '../failures.ts'

/** One account's credentials, and the service they are for. */
export interface Profile {
  accessKey: string
  secretKey: string
  /** Kept with the credentials, so that these are never sent to another service by mistake. */
  baseUrl: string
}

/** What the file holds. */
export interface Profiles {
  /** The name of the profile in use where nothing names another. */
  current?: string | undefined
  profiles: Record<string, Profile>
}

/** Where the profiles are: `$XDG_CONFIG_HOME/flowroute/profiles.json`, `%APPDATA%` on Windows. */
export function profilePath({ env }: Pick<Context, 'env'>): string {
  const windows = process.platform === 'win32' ? env['APPDATA'] : undefined
  const folder = env['XDG_CONFIG_HOME'] || windows || join(env['HOME'] || homedir(), '.config')
  return join(folder, 'flowroute', 'profiles.json')
}

/**
 * Reads the profiles; none where there is no file.
 *
 * @throws {Failure} others can read the file, or it is no profile file
 */
export async function readProfiles(context: Pick<Context, 'env'>): Promise<Profiles> {
  const path = profilePath(context)
  try {
    await refuseIfShared(path)
    return check(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { profiles: {} }
    if (error instanceof SyntaxError) throw noCredentials(`${path} is damaged.`, 'flowroute login')
    throw error
  }
}

/** Windows has no such mode; a user's folder is that user's there. */
async function refuseIfShared(path: string): Promise<void> {
  const { mode } = await stat(path)
  if (process.platform === 'win32' || (mode & 0o077) === 0) return
  throw noCredentials(`Other users can read ${path}, which holds secret keys.`, `chmod 600 ${path}`)
}

function check(value: unknown): Profiles {
  const { current, profiles } = (value ?? {}) as Partial<Profiles>
  if (typeof profiles !== 'object' || profiles === null) throw new SyntaxError('no profiles')
  for (const profile of Object.values(profiles)) {
    for (const field of ['accessKey', 'secretKey', 'baseUrl'] as const) {
      if (typeof profile?.[field] !== 'string') throw new SyntaxError(`no ${field}`)
    }
  }
  return { current: typeof current === 'string' ? current : undefined, profiles }
}

/** Replaces the file in one step, so that it is whole whatever happens; nobody else can read it at any time. */
export async function writeProfiles(context: Pick<Context, 'env'>, profiles: Profiles): Promise<void> {
  const path = profilePath(context)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const temporary = `${path}.${randomUUID()}`
  try {
    const file = await open(temporary, 'wx', 0o600)
    try {
      await file.writeFile(`${JSON.stringify(profiles, null, 2)}\n`)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}
