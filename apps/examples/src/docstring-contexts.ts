import { publicNamesOf } from './public-names.ts'

/** What the examples in one package's docstrings may use without saying where it comes from. */
interface DocstringContext {
  /** Modules whose exports are all imported; the first ones first, where a name is in several. */
  readonly modules: readonly string[]
  /** Further imports, and variables. */
  readonly lines?: string
}

const resource = ['@flowroute/core']

const contexts: Readonly<Record<string, DocstringContext>> = {
  core: {
    modules: [
      '@flowroute/core',
      '@flowroute/core/resource',
      '@flowroute/core/ky',
      '@flowroute/core/undici',
      '@flowroute/numbers',
      '@flowroute/messages',
      '@flowroute/routes',
    ],
    lines: `
      import * as v from 'valibot'
      import ky from 'ky'
      import { Agent, ProxyAgent } from 'undici'
      import { subscribe } from 'node:diagnostics_channel'
      declare const client: Client
      declare const numbers: Numbers
      declare const messages: Messages
      declare const routes: Routes
      declare const signal: AbortSignal
      declare const error: unknown`,
  },
  numbers: {
    modules: ['@flowroute/numbers', ...resource],
    lines: 'declare const numbers: Numbers; declare const client: Client',
  },
  'numbers-v1': {
    modules: ['@flowroute/numbers-v1', ...resource],
    lines: 'declare const numbers: NumbersV1; declare const client: Client',
  },
  routes: { modules: ['@flowroute/routes', ...resource], lines: 'declare const routes: Routes' },
  messages: { modules: ['@flowroute/messages', ...resource], lines: 'declare const messages: Messages' },
  e911: { modules: ['@flowroute/e911', ...resource], lines: 'declare const e911: E911' },
  cnam: { modules: ['@flowroute/cnam', ...resource], lines: 'declare const cnam: Cnam' },
  porting: { modules: ['@flowroute/porting', ...resource], lines: 'declare const porting: Porting' },
  cdrs: { modules: ['@flowroute/cdrs', ...resource], lines: 'declare const cdrs: Cdrs' },
  otel: { modules: ['@flowroute/otel'] },
  webhooks: {
    modules: [
      '@flowroute/webhooks',
      '@flowroute/webhooks/node',
      '@flowroute/webhooks/testing',
      '@flowroute/messages',
      ...resource,
    ],
    lines: 'declare const messages: Messages',
  },
  outbox: {
    modules: [
      '@flowroute/outbox',
      '@flowroute/outbox/sqlite',
      '@flowroute/outbox/postgres',
      '@flowroute/outbox/bullmq',
      '@flowroute/messages',
      '@flowroute/webhooks',
      ...resource,
    ],
    lines: 'declare const outbox: Outbox',
  },
  emulator: {
    modules: ['@flowroute/emulator', '@flowroute/core', '@flowroute/numbers', '@flowroute/messages'],
    lines: `
      declare const emulator: EmulatorServer
      declare const control: EmulatorControl
      declare const numbers: Numbers
      declare const messages: Messages
      declare const number: string`,
  },
}

/** The lines before each example in the docstrings of a package. */
export function docstringPreludes(folder: string): (docstringOf: string) => string[] {
  const preludes = new Map<string, string[]>()
  return (docstringOf) => {
    const known = preludes.get(docstringOf)
    if (known !== undefined) return known
    const context = contexts[docstringOf]
    if (context === undefined) throw new Error(`docstring-contexts.ts has nothing for ${docstringOf}`)
    const taken = new Set<string>()
    const imports = context.modules.map((module) => {
      const names = publicNamesOf(module, folder).filter((name) => !taken.has(name))
      for (const name of names) taken.add(name)
      return `import { ${names.join(', ')} } from '${module}'`
    })
    const prelude = [...imports, ...(context.lines ?? '').split('\n').map((line) => line.trim())]
    preludes.set(docstringOf, prelude)
    return prelude
  }
}
