import {
  type Application,
  type Comment,
  type CommentDisplayPart,
  CommentTag,
  Converter,
  type ProjectReflection,
  ReflectionKind,
} from 'typedoc'

/**
 * Keeps the class of `@throws {NotFoundError} the account has no such number`, which TypeDoc leaves out, links it to its
 * page in the catalogue of errors, and makes one list of all that a call throws.
 */
export function keepThrownClasses(app: Application, isInCatalogue: (name: string) => boolean): void {
  app.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => {
    for (const comment of comments(project)) {
      const tags = comment.getTags('@throws')
      if (tags.length === 0) continue
      const items = tags.flatMap((tag) => [
        text(`- ${classesOf(tag, isInCatalogue)}`),
        ...tag.content,
        text('\n'),
      ])
      comment.removeTags('@throws')
      comment.blockTags.push(new CommentTag('@throws', items))
    }
  })
}

function classesOf({ typeAnnotation }: CommentTag, isInCatalogue: (name: string) => boolean): string {
  if (typeAnnotation === undefined) return ''
  const names = typeAnnotation
    .replaceAll(/[{}]/g, '')
    .split('|')
    .map((name) => name.trim())
  const links = names.map((name) =>
    isInCatalogue(name) ? `[\`${name}\`](/errors/${name}.md)` : `\`${name}\``,
  )
  return `${links.join(', ')}: `
}

const text = (content: string): CommentDisplayPart => ({ kind: 'text', text: content })

const comments = (project: ProjectReflection): Comment[] =>
  project.getReflectionsByKind(ReflectionKind.All).flatMap(({ comment }) => comment ?? [])
