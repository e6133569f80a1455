import { type DeclarationReflection, type ProjectReflection, ReflectionKind } from 'typedoc'

/** One entry of VitePress's sidebar. */
interface Item {
  text: string
  link?: string
  items?: Item[]
}

/** The sidebar of the reference: the packages, and under each its classes and functions; types are found from these. */
export function referenceSidebar(project: ProjectReflection): Item[] {
  return [{ text: 'Reference', items: [{ text: 'All packages', link: '/reference/' }] }].concat(
    (project.children ?? []).map((module) => ({
      text: module.name,
      items: [{ text: 'Overview', link: `/reference/${module.name}/` }, ...members(module)],
    })),
  )
}

const folders: Partial<Record<ReflectionKind, string>> = {
  [ReflectionKind.Class]: 'classes',
  [ReflectionKind.Function]: 'functions',
}

function members(module: DeclarationReflection): { text: string; link: string }[] {
  return (module.children ?? [])
    .filter(({ kind }) => folders[kind] !== undefined)
    .map(({ name, kind }) => ({ text: name, link: `/reference/${module.name}/${folders[kind]}/${name}` }))
}
