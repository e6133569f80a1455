import { modules } from './modules.ts'

/** Loads the modules that a program imports, and gives what `require` does in it. */
export async function loadModules(names: readonly string[]): Promise<(name: string) => object> {
  const loaded = new Map<string, object>()
  await Promise.all(
    names.map(async (name) => {
      const load = modules[name]
      if (load !== undefined) loaded.set(name, strict(name, await load()))
    }),
  )
  return (name) => {
    const module = loaded.get(name)
    if (module === undefined) throw new Error(reasonFor(name))
    return module
  }
}

function reasonFor(name: string): string {
  if (name.startsWith('node:')) return `${name} is a part of Node.js. Run this program with Node.js.`
  if (name.startsWith('@flowroute/')) return `${name} needs Node.js or a server. It is not in this page.`
  return `This page has no module ${name}. It has the packages of @flowroute that run in browsers.`
}

/** What compiled code asks of every module. */
const asked = ['__esModule', 'default', 'then']

/** A module that says so when it has no export of a name, as an import does. */
function strict(name: string, module: object): object {
  return new Proxy(
    { ...module },
    {
      get(target, key, receiver) {
        if (typeof key === 'string' && !(key in target) && !asked.includes(key)) {
          throw new SyntaxError(`${name} has no export ${key} in this page`)
        }
        return Reflect.get(target, key, receiver) as unknown
      },
    },
  )
}
