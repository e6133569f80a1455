import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { version as esbuildVersion } from 'esbuild'
import type { CommandLineRuntime } from '../runtimes/command-line.ts'
import { bundleForPage } from '../runtimes/program.ts'
import type { OpenRuntime, RunOptions, Runtime } from '../runtimes/runtime.ts'
import { readManifest } from '../workspace/packages.ts'
import { run } from '../workspace/process.ts'
import type { Tools } from '../workspace/tools.ts'
import type { Access } from './emulators.ts'
import { runsOnTheWeb } from './programs.ts'
import type { Project } from './project.ts'
import { forEachProject, type MatrixContext, notApplicable, type Row, type Target } from './target.ts'

/** A runtime that starts processes: a row for each form of the programs. */
export function commandLineTarget(runtime: CommandLineRuntime, files: readonly string[]): Target {
  return {
    name: runtime.name,
    test: (projects, context) =>
      withRuntime(runtime, context, (opened) =>
        Promise.all(
          files.map(async (file) => {
            const outcomes = await forEachProject(projects, async (project) => {
              await runProgram(opened, project, file, context, withVariables)
              await tryCommands(project, runtime, context.tools)
              return { passed: true }
            })
            const form = file.endsWith('.cjs') ? 'CommonJS' : 'ESM'
            const title = files.length > 1 ? `${runtime.title}, ${form}` : runtime.title
            return { title, version: opened.version, outcomes }
          }),
        ),
      ),
  }
}

/** Cloudflare's runtime. */
export function workerTarget(runtime: Runtime): Target {
  return {
    name: runtime.name,
    test: (projects, context) =>
      withRuntime(runtime, context, async (opened) => {
        const outcomes = await forEachProject(projects, async (project) => {
          if (!runsOnTheWeb(project)) return notApplicable
          await runProgram(opened, project, 'worker.mjs', context)
          return { passed: true }
        })
        return [{ title: runtime.title, version: opened.version, outcomes }]
      }),
  }
}

/** A browser: a row for each bundler. */
export function pageTarget(runtime: Runtime): Target {
  return {
    name: runtime.name,
    test: (projects, context) =>
      withRuntime(runtime, context, (opened) =>
        Promise.all(
          bundlers.map(async ({ name, version, bundle }) => {
            const outcomes = await forEachProject(projects, async (project) => {
              if (!runsOnTheWeb(project)) return notApplicable
              await runProgram(opened, project, 'page.mjs', context, ({ baseUrl, ...keys }) => ({
                // The page reaches the emulator through its own server.
                input: { ...keys, hasEnvironment: false },
                options: { forwardTo: baseUrl, bundle: (file) => bundle(file, project, context.tools) },
              }))
              return { passed: true }
            })
            const versions = `${opened.version}, ${await version(context.tools)}`
            return { title: `${runtime.title}, ${name}`, version: versions, outcomes }
          }),
        ),
      ),
  }
}

async function withRuntime(
  runtime: Runtime,
  { tools, folder }: MatrixContext,
  test: (opened: OpenRuntime) => Promise<Row[]>,
): Promise<Row[]> {
  const opened = await runtime.open({ tools, folder })
  try {
    return await test(opened)
  } finally {
    await opened.close()
  }
}

/** What a program is started with, given its emulator. */
type Prepare = (access: Access) => { input: unknown; options?: RunOptions }

/** Runs a project's program against an emulator of its own. */
async function runProgram(
  opened: OpenRuntime,
  { folder }: Project,
  file: string,
  { limited, emulators }: MatrixContext,
  prepare: Prepare = (access) => ({ input: { ...access, hasEnvironment: false } }),
): Promise<void> {
  await limited(() =>
    emulators.use(async (access) => {
      const { input, options } = prepare(access)
      await opened.run(join(folder, file), input, options)
    }),
  )
}

const withVariables: Prepare = ({ baseUrl, accessKey, secretKey }) => ({
  input: { baseUrl, accessKey, secretKey, hasEnvironment: true },
  options: { env: { FR_BASE_URL: baseUrl, FR_ACCESS_KEY: accessKey, FR_SECRET_KEY: secretKey } },
})

/** Every command that a package brings must be able to print its usage. */
async function tryCommands(project: Project, runtime: CommandLineRuntime, tools: Tools): Promise<void> {
  for (const { name, manifest } of project.packages) {
    for (const [bin, file] of Object.entries(manifest.bin ?? {})) {
      const script = join(project.folder, 'node_modules', name, file)
      const args = [...runtime.args, script, '--help']
      const { code, output } = await run(runtime.command(tools), args, { cwd: project.folder })
      if (code !== 0 || !output.includes('Usage:')) throw new Error(`${bin} --help:\n${output}`)
    }
  }
}

interface Bundler {
  name: string
  version(tools: Tools): Promise<string>
  /** Returns the script of a project's page. */
  bundle(file: string, project: Project, tools: Tools): Promise<string>
}

/** The part of Vite's types that is used; Vite is installed on demand. */
interface Vite {
  build(options: object): Promise<{ output: { type: string; code?: string }[] }>
}

const bundlers: readonly Bundler[] = [
  { name: 'esbuild', version: async () => esbuildVersion, bundle: bundleForPage },
  {
    name: 'Vite',
    version: async (tools) => (await readManifest(tools.path('vite'))).version,
    async bundle(_, { folder }, tools) {
      const vite = (await import(pathToFileURL(tools.path('vite', 'dist/node/index.js')).href)) as Vite
      const page = join(folder, 'index.html')
      await writeFile(page, '<!doctype html><script type="module" src="./page.mjs"></script>')
      const { output } = await vite.build({
        root: folder,
        configFile: false,
        logLevel: 'silent',
        build: { write: false, rollupOptions: { input: page } },
      })
      return output.map(({ code }) => code ?? '').join('\n')
    },
  },
]
