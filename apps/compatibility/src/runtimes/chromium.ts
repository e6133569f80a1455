import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import type { PageResult } from './hosts/page.ts'
import { servePage } from './page-server.ts'
import { bundleForPage } from './program.ts'
import { defaultTimeout, type Runtime } from './runtime.ts'

/** The part of Playwright's types that is used; Playwright is installed on demand. */
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

const usualPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** One browser, with a page for each program. */
export const chromium: Runtime = {
  name: 'chromium',
  title: 'Chromium',
  host: 'page',
  async open({ tools, args = [] }) {
    const entry = createRequire(import.meta.url).resolve(tools.path('playwright-core'))
    const { default: playwright } = (await import(pathToFileURL(entry).href)) as { default: Playwright }
    const executablePath = process.env['CHROMIUM_PATH'] || usualPaths.find((path) => existsSync(path))
    if (executablePath === undefined) {
      throw new Error('Chromium is missing: apt-get install chromium, or set CHROMIUM_PATH to its path.')
    }
    // As root, Chromium has no sandbox and refuses to start with one.
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    const browser = await playwright.chromium.launch({ executablePath, args: [...sandbox, ...args] })
    return {
      version: browser.version(),
      async run(file, input, options = {}) {
        const { timeout = defaultTimeout, forwardTo, bundle = bundleForPage } = options
        const server = await servePage({ script: await bundle(file), input, forwardTo })
        const page = await browser.newPage()
        try {
          return await resultIn(page, server.url, timeout)
        } finally {
          await page.close()
          await server.close()
        }
      },
      close: () => browser.close(),
    }
  },
}

async function resultIn(page: Page, url: string, timeout: number): Promise<unknown> {
  const errors: Error[] = []
  page.on('pageerror', (error) => errors.push(error))
  await page.goto(url)
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<PageResult>((resolve) => {
    timer = setTimeout(resolve, timeout, { error: `No result after ${timeout / 1_000} seconds.` })
  })
  const result = (await Promise.race([page.evaluate('globalThis.programResult'), late])) as
    | PageResult
    | undefined
  clearTimeout(timer)
  const failures = [
    ...(result === undefined ? ['The page did not start the program.'] : []),
    ...(result && 'error' in result ? [result.error] : []),
    ...errors.map((error) => error.stack ?? error.message),
  ]
  if (failures.length > 0) throw new Error(failures.join('\n'))
  return (result as { result?: unknown }).result
}
