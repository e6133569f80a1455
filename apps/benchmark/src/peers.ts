import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { access, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** The folder of this app. */
export const appFolder = fileURLToPath(new URL('..', import.meta.url))

/** Where the peers' manifest and lockfile are, and where they are installed. */
export const peersFolder = fileURLToPath(new URL('../peers/', import.meta.url))

const mark = `${peersFolder}node_modules/.installed`

/**
 * Installs the peers from their lockfile, unless they are there already.
 *
 * @throws {Error} npm failed
 */
export async function installPeers(): Promise<void> {
  const wanted = createHash('sha256')
    .update(await readFile(`${peersFolder}package-lock.json`))
    .digest('hex')
  const present = await readFile(mark, 'utf8').catch(() => '')
  if (present === wanted) return
  console.error('Installing what is compared with …')
  const npm = spawn('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: peersFolder,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
  const [code] = (await once(npm, 'close')) as [number | null]
  if (code !== 0) throw new Error(`npm ci failed in ${peersFolder} with code ${code}`)
  await writeFile(mark, wanted)
}

/** Imports a peer as a program beside it would. */
export async function importPeer<T>(name: string): Promise<T> {
  const { load } = await import(/* @vite-ignore */ pathToFileURL(`${peersFolder}load.js`).href)
  return load(name)
}

/** The version of a peer that is installed. */
export async function peerVersion(name: string): Promise<string> {
  const manifest = await readFile(`${peersFolder}node_modules/${name}/package.json`, 'utf8')
  return (JSON.parse(manifest) as { version: string }).version
}

/** The program of Node.js 24, where its build for this machine could be installed. */
export async function newerNode(): Promise<string | undefined> {
  const program = `${peersFolder}node_modules/node-24/bin/node`
  return access(program).then(
    () => program,
    () => undefined,
  )
}
