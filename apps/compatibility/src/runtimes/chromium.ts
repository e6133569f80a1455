import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import type { Consumer } from '../consumers.ts'
import { readManifest } from '../packages.ts'
import type { Tools } from '../tools.ts'
import { servePage } from './page-server.ts'
import { eachOf, failed, type Lab, notMeant, type Outcome, type Row, type Runtime } from './runtime.ts'

/** Makes one script of a consumer's page; gives its text. */
interface Bundler {
  name: string
  version(tools: Tools): Promise<string>
  bundle(consumer: Consumer, tools: Tools): Promise<string>
}

/** What is used of Playwright, which is installed on demand. */
interface Playwright {
  chromium: { launch(options: { executablePath: string; args: string[] }): Promise<Browser> }
}
interface Browser {
  version(): string
  newPage(): Promise<Page>
  close(): Promise<void>
}
interface Page {
  goto(url: string): Promise<unknown>
  evaluate(expression: string): Promise<unknown>
  on(event: 'pageerror', listener: (error: Error) => void): unknown
  close(): Promise<void>
}

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

const bundlers: readonly Bundler[] = [
  { name: 'esbuild', version: async () => (await import('esbuild')).version, bundle: withEsbuild },
  {
    name: 'Vite',
    version: async (tools) => (await readManifest(tools.path('vite'))).version,
    bundle: withVite,
  },
]

/** A page in Chromium, bundled in two ways. */
export const chromium: Runtime = {
  name: 'chromium',
  async try(consumers, lab) {
    const entry = createRequire(import.meta.url).resolve(lab.tools.path('playwright-core'))
    const { default: playwright } = (await import(pathToFileURL(entry).href)) as { default: Playwright }
    const executablePath = process.env['CHROMIUM_PATH'] || usual.find((path) => existsSync(path))
    if (executablePath === undefined) {
      throw new Error('Chromium is missing: apt-get install chromium, or say where it is in CHROMIUM_PATH.')
    }
    // As root Chromium has no sandbox and refuses to start with one.
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    const browser = await playwright.chromium.launch({ executablePath, args })
    try {
      return await Promise.all(bundlers.map((bundler) => tryBundler(bundler, consumers, browser, lab)))
    } finally {
      await browser.close()
    }
  },
}

async function tryBundler(
  bundler: Bundler,
  consumers: readonly Consumer[],
  browser: Browser,
  lab: Lab,
): Promise<Row> {
  const outcomes = await eachOf(consumers, async (consumer) => {
    if (consumer.needsNode) return notMeant
    return lab.limited(() =>
      lab.emulators.use(async (access) => {
        const server = await servePage(await bundler.bundle(consumer, lab.tools), access)
        try {
          return await visit(server.url, browser)
        } finally {
          await server.close()
        }
      }),
    )
  })
  const version = `${browser.version()}, ${await bundler.version(lab.tools)}`
  return { title: `Chromium, ${bundler.name}`, version, outcomes }
}

async function visit(url: string, browser: Browser): Promise<Outcome> {
  const page = await browser.newPage()
  const errors: Error[] = []
  page.on('pageerror', (error) => errors.push(error))
  try {
    await page.goto(url)
    const late = new Promise((resolve) =>
      setTimeout(resolve, 60_000, 'It took more than 60 seconds.').unref(),
    )
    const result = await Promise.race([page.evaluate('globalThis.flowrouteResult'), late])
    if (result === 'passed' && errors.length === 0) return { passed: true }
    return failed([result, ...errors].join('\n'))
  } finally {
    await page.close()
  }
}

async function withEsbuild({ folder }: Consumer): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(folder, 'page.mjs')],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
    logLevel: 'silent',
  })
  return outputFiles.map(({ text }) => text).join('\n')
}

interface Vite {
  build(options: object): Promise<{ output: { type: string; code?: string }[] }>
}

async function withVite({ folder }: Consumer, tools: Tools): Promise<string> {
  const vite = (await import(pathToFileURL(tools.path('vite', 'dist/node/index.js')).href)) as Vite
  const page = join(folder, 'index.html')
  await writeFile(
    page,
    '<!doctype html><title>Program</title><script type="module" src="./page.mjs"></script>',
  )
  const { output } = await vite.build({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    build: { write: false, rollupOptions: { input: page } },
  })
  return output.map(({ code }) => code ?? '').join('\n')
}
