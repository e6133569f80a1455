import ts from 'typescript'
import { documentationOf, exportedNames, type Source } from './read-sources.ts'

/** A class under `FlowrouteError`, as its source describes it. */
export interface ErrorClass {
  name: string
  packageName: string
  /** Name of the class it extends. */
  parent: string
  description: string
  example: string
  links: string[]
  fields: ErrorField[]
  /** The methods and functions that say that they throw it. */
  thrownBy: { member: string; when: string }[]
}

/** A property that the class adds to those of its parent. */
export interface ErrorField {
  name: string
  type: string
  description: string
}

/** Every error class that the client packages export, each parent before its children. */
export function errorClasses(sources: readonly Source[]): ErrorClass[] {
  const exported = exportedNames(sources)
  const throwers = thrownBy(sources, exported)
  const found: ErrorClass[] = []
  let added: number
  do {
    added = found.length
    for (const { packageName, file } of sources) {
      for (const node of file.statements) {
        if (!ts.isClassDeclaration(node) || node.name === undefined || !exported.has(node.name.text)) continue
        const name = node.name.text
        const parent = node.heritageClauses?.[0]?.types[0]?.expression.getText() ?? ''
        const isKnown = found.some((known) => known.name === name && known.packageName === packageName)
        const isError = name === 'FlowrouteError' || found.some((known) => known.name === parent)
        if (isKnown || !isError) continue
        found.push({ ...describe(node, name, packageName, parent), thrownBy: [] })
      }
    }
  } while (found.length > added)
  // Two packages may have a class of the same name: each is thrown by its own package.
  return found.map((error) => {
    const isShared = found.filter(({ name }) => name === error.name).length > 1
    return {
      ...error,
      thrownBy: throwers
        .filter((thrower) => thrower.error === error.name)
        .filter(({ packageName }) => !isShared || packageName === error.packageName)
        .map(({ member, when }) => ({ member, when })),
    }
  })
}

function describe(
  node: ts.ClassDeclaration,
  name: string,
  packageName: string,
  parent: string,
): Omit<ErrorClass, 'thrownBy'> {
  const { text, tags } = documentationOf(node)
  return {
    name,
    packageName,
    parent: name === 'FlowrouteError' ? 'Error' : parent,
    description: text,
    example: tags('example').join('\n\n'),
    links: tags('see').filter((link) => link.startsWith('https://')),
    fields: node.members.flatMap((member): ErrorField[] => {
      const isField = ts.isPropertyDeclaration(member) || ts.isGetAccessorDeclaration(member)
      const fieldName = member.name?.getText() ?? ''
      if (!isField || fieldName === 'name' || fieldName.startsWith('#')) return []
      const documentation = documentationOf(member)
      const type = member.type?.getText() ?? ''
      return [
        { name: fieldName, type, description: documentation.text || (documentation.tags('see')[0] ?? '') },
      ]
    }),
  }
}

interface Thrower {
  error: string
  packageName: string
  member: string
  when: string
}

function thrownBy(sources: readonly Source[], exported: ReadonlySet<string>): Thrower[] {
  return sources.flatMap(({ packageName, file }) =>
    file.statements.flatMap((node): Thrower[] => {
      const owner =
        ts.isClassDeclaration(node) || ts.isFunctionDeclaration(node) ? node.name?.text : undefined
      if (owner === undefined || !exported.has(owner)) return []
      const throwsOf = (declaration: ts.Node, member: string): Thrower[] =>
        documentationOf(declaration)
          .tags('throws')
          .flatMap((tag) => {
            const [, classes = '', when = ''] = /^\{([^}]+)\}\s*(.*)$/s.exec(tag) ?? []
            return classes.split('|').map((error) => ({
              error: error.trim(),
              packageName,
              member,
              when: when.replaceAll(/\s+/g, ' '),
            }))
          })
      if (ts.isFunctionDeclaration(node)) return throwsOf(node, owner)
      return (node as ts.ClassDeclaration).members.flatMap((member) =>
        throwsOf(member, `${owner}.${member.name?.getText() ?? 'constructor'}`),
      )
    }),
  )
}
