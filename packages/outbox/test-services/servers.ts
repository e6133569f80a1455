import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { closedPort } from '@flowroute/testing/ports'
import { Redis } from 'ioredis'
import { Pool } from 'pg'

const run = promisify(execFile)

/** A server that these tests started, or that they were given. */
export interface Service extends AsyncDisposable {
  url: string
}

/** A server that can be killed and started again on the same port. */
export interface MortalService extends Service {
  kill(): Promise<void>
  start(): Promise<void>
}

const missing = (what: string, variable: string, packageName: string): Error =>
  new Error(
    `The services tests need ${what}: give its URL in ${variable}, or install it (Debian: apt-get install ${packageName}, as root).`,
  )

/** Of PostgreSQL: many campaigns at a time have many connections, and what dies in these tests is never the server. */
const settings = ['listen_addresses=127.0.0.1', 'max_connections=400', 'fsync=off'].flatMap((each) => [
  '-c',
  each,
])

/** PostgreSQL: `DATABASE_URL`, or one of its own on a free port. */
export async function openPostgres(): Promise<Service> {
  const given = process.env['DATABASE_URL']
  if (given !== undefined) return { url: given, [Symbol.asyncDispose]: async () => {} }
  const root = '/usr/lib/postgresql'
  const [version] = existsSync(root) ? readdirSync(root).sort().reverse() : []
  if (version === undefined) throw missing('PostgreSQL', 'DATABASE_URL', 'postgresql')
  const bin = join(root, version, 'bin')
  const folder = await mkdtemp(join(tmpdir(), 'flowroute-postgres-'))
  // The server refuses to run as root.
  const identity = userInfo().uid === 0 ? await identityOf('postgres') : undefined
  if (identity !== undefined) await chown(folder, identity.uid, identity.gid)
  const port = await closedPort()
  const data = join(folder, 'data')
  await run(join(bin, 'initdb'), ['-D', data, '-U', 'outbox', '--auth=trust', '--no-sync'], {
    ...identity,
    cwd: folder,
  })
  const options = ['-D', data, '-p', String(port), '-k', folder, ...settings]
  const server = spawn(join(bin, 'postgres'), options, { ...identity, cwd: folder, stdio: 'ignore' })
  const url = `postgresql://outbox@127.0.0.1:${port}/postgres`
  await until(async () => {
    const pool = new Pool({ connectionString: url })
    try {
      await pool.query('select 1')
    } finally {
      await pool.end()
    }
  })
  return {
    url,
    [Symbol.asyncDispose]: async () => {
      await stop(server, 'SIGQUIT')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function identityOf(user: string): Promise<{ uid: number; gid: number }> {
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, user])).stdout)),
  )
  return { uid: uid as number, gid: gid as number }
}

/** Redis without anything on disk: `REDIS_URL`, or one of its own on a free port, which can be killed. */
export async function openRedis(): Promise<MortalService> {
  const given = process.env['REDIS_URL']
  const port = given === undefined ? await closedPort() : Number(new URL(given).port || 6379)
  let server: ChildProcess | undefined
  const url = given ?? `redis://127.0.0.1:${port}`
  const service: MortalService = {
    url,
    async start() {
      if (given !== undefined) return
      const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
      server = spawn('redis-server', options, { stdio: 'ignore', cwd: tmpdir() })
      const failed = new Promise<never>((_, reject) => server?.once('error', reject))
      failed.catch(() => {})
      await Promise.race([until(() => ping(url)), failed]).catch(() => {
        throw missing('Redis', 'REDIS_URL', 'redis-server')
      })
    },
    async kill() {
      // One that was given is emptied: to those who use it, that is the same.
      if (given === undefined) await stop(server, 'SIGKILL')
      else await withRedis(url, (redis) => redis.flushall())
    },
    [Symbol.asyncDispose]: async () => stop(server, 'SIGKILL'),
  }
  await service.start()
  return service
}

async function withRedis<T>(url: string, work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url, { retryStrategy: () => null, lazyConnect: true })
  redis.on('error', () => {})
  try {
    await redis.connect()
    return await work(redis)
  } finally {
    redis.disconnect()
  }
}

const ping = async (url: string): Promise<void> => void (await withRedis(url, (redis) => redis.ping()))

async function stop(server: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (server === undefined || server.exitCode !== null || server.signalCode !== null) return
  const gone = new Promise((resolve) => server.once('exit', resolve))
  server.kill(signal)
  await gone
}

/** Waits until something succeeds. */
async function until(work: () => Promise<void>): Promise<void> {
  const deadline = performance.now() + 60_000
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (performance.now() > deadline) throw error
    }
    await pause(100)
  }
}
