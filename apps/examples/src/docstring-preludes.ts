import { docstringContexts } from './docstring-contexts.ts'
import { publicNamesOf } from './public-names.ts'

/**
 * The lines before each example in the docstrings of a package.
 *
 * @param folder where the packages are found from
 */
export function docstringPreludes(folder: string): (docstringOf: string) => string[] {
  const preludes = new Map<string, string[]>()
  return (docstringOf) => {
    const known = preludes.get(docstringOf)
    if (known !== undefined) return known
    const context = docstringContexts[docstringOf]
    if (context === undefined) throw new Error(`docstring-contexts.ts has nothing for ${docstringOf}`)
    const { modules, lines = '' } = context
    const taken = new Set<string>()
    const imports = modules.map((module) => {
      const names = publicNamesOf(module, folder).filter((name) => !taken.has(name))
      for (const name of names) taken.add(name)
      return `import { ${names.join(', ')} } from '${module}'`
    })
    const prelude = [...imports, ...lines.split('\n').map((line) => line.trim())]
    preludes.set(docstringOf, prelude)
    return prelude
  }
}
