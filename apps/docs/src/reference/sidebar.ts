import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type DeclarationReflection, type ProjectReflection, ReflectionKind } from 'typedoc'

/** One entry of VitePress's sidebar. */
interface Item {
  text: string
  link?: string
  items?: Item[]
}

/** Sidebars by path: one for each entry of a package, with what is in it. One for all would be in every page. */
export function referenceSidebars(project: ProjectReflection, folder: string): Record<string, Item[]> {
  const modules = project.children ?? []
  const all = { text: 'All packages', link: '/reference/' }
  const packages = modules.map(({ name }) => ({ text: name, link: `/reference/${name}/` }))
  return {
    '/reference/': [{ text: 'Reference', items: [all, ...packages] }],
    ...Object.fromEntries(
      modules.map((module) => [
        `/reference/${module.name}/`,
        [
          { text: module.name, items: [all, { text: 'Overview', link: `/reference/${module.name}/` }] },
          ...groups(module, folder),
        ],
      ]),
    ),
  }
}

const kinds = [
  { kind: ReflectionKind.Class, text: 'Classes', folder: 'classes' },
  { kind: ReflectionKind.Function, text: 'Functions', folder: 'functions' },
  { kind: ReflectionKind.Interface, text: 'Interfaces', folder: 'interfaces' },
]

/** What of a module has a page of its own in the folder of the reference. */
function groups(module: DeclarationReflection, out: string): Item[] {
  return kinds
    .map(({ kind, text, folder }) => ({
      text,
      items: (module.children ?? [])
        .filter((child) => child.kind === kind)
        .filter(({ name }) => existsSync(join(out, module.name, folder, `${name}.md`)))
        .map(({ name }) => ({ text: name, link: `/reference/${module.name}/${folder}/${name}` })),
    }))
    .filter(({ items }) => items.length > 0)
}
