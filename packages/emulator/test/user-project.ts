import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** A folder like that of a user who has installed the packages and vitest. */
export interface UserProject extends AsyncDisposable {
  /** Runs vitest, or Node's own runner, on a test file with that text. */
  run(runner: 'vitest' | 'node', fileName: string, text: string): Promise<{ failed: boolean; output: string }>
}

export async function userProject(): Promise<UserProject> {
  const folder = await mkdtemp(join(tmpdir(), 'flowroute-user-'))
  await Promise.all(['core', 'emulator', 'messages', 'numbers'].map((name) => install(folder, name)))
  const vitestFolder = dirname(fileURLToPath(import.meta.resolve('vitest/package.json')))
  await symlink(vitestFolder, join(folder, 'node_modules/vitest'))
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
  const commands = {
    vitest: [join(vitestFolder, 'vitest.mjs'), 'run', '--root', folder],
    node: ['--test', '--test-reporter=tap'],
  }
  return {
    async run(runner, fileName, text) {
      const file = join(folder, fileName)
      await writeFile(file, text)
      return execute([...commands[runner], runner === 'vitest' ? fileName : file])
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  }
}

/** Bundles every entry of a package from its source, so that no build is needed first. */
async function install(folder: string, name: string): Promise<void> {
  const source = new URL(`../../${name}/`, import.meta.url)
  const { exports } = JSON.parse(await readFile(new URL('package.json', source), 'utf8')) as Manifest
  const sources = Object.entries(exports).flatMap(([entry, { 'flowroute-source': file }]) =>
    file === undefined ? [] : [[entry, file] as const],
  )
  const target = join(folder, 'node_modules/@flowroute', name)
  await mkdir(target, { recursive: true })
  const entries = sources.map(([entry, file]) => [entry, `./${basename(file, '.ts')}.js`])
  const manifest = { name: `@flowroute/${name}`, type: 'module', exports: Object.fromEntries(entries) }
  await writeFile(join(target, 'package.json'), JSON.stringify(manifest))
  await build({
    entryPoints: sources.map(([, file]) => fileURLToPath(new URL(file, source))),
    outdir: target,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    external: ['@flowroute/*', 'ky', 'undici'],
  })
}

interface Manifest {
  exports: Record<string, { 'flowroute-source'?: string }>
}

/** Without what the runner of this very test has put into the environment for programs it starts. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env)
  const kept = entries.filter(([name]) => !/^(VITEST|FR_|TEST$|NODE_|FORCE_COLOR)/.test(name))
  return { ...Object.fromEntries(kept), NO_COLOR: '1' }
}

function execute(args: readonly string[]): Promise<{ failed: boolean; output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env: cleanEnvironment() }, (error, stdout, stderr) => {
      resolve({ failed: error !== null, output: `${stdout}${stderr}` })
    })
  })
}
