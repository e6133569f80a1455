import { type Application, type CommentTag, Converter, type ProjectReflection, ReflectionKind } from 'typedoc'

/**
 * Keeps the class of `@throws {NotFoundError} the account has no such number`, which TypeDoc leaves out, and links it to
 * its page in the catalogue of errors.
 */
export function keepThrownClasses(app: Application, isInCatalogue: (name: string) => boolean): void {
  app.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => {
    for (const tag of throwsTags(project)) {
      if (tag.typeAnnotation === undefined) continue
      const classes = tag.typeAnnotation
        .replaceAll(/[{}]/g, '')
        .split('|')
        .map((name) => name.trim())
        .map((name) => (isInCatalogue(name) ? `[\`${name}\`](/errors/${name}.md)` : `\`${name}\``))
      tag.content.unshift({ kind: 'text', text: `${classes.join(', ')}: ` })
      delete tag.typeAnnotation
    }
  })
}

const throwsTags = (project: ProjectReflection): CommentTag[] =>
  project.getReflectionsByKind(ReflectionKind.All).flatMap(({ comment }) => comment?.getTags('@throws') ?? [])
