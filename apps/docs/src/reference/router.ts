import { type DeclarationReflection, type PageDefinition, type Reflection, ReflectionKind } from 'typedoc'
import { MemberRouter } from 'typedoc-plugin-markdown'

/** With more interfaces than that, they would make the page of their package too long to read. */
const mostOnOnePage = 35

/** A page for each class and function; interfaces and types are on the page of their package, where there are not too many. */
export class PackageRouter extends MemberRouter {
  override buildChildPages(reflection: Reflection, outPages: PageDefinition[]): void {
    if (reflection.kind === ReflectionKind.Module) {
      const interfaces = (reflection as DeclarationReflection).getChildrenByKind(ReflectionKind.Interface)
      this.membersWithOwnFile = ['Class', 'Function']
      if (interfaces.length > mostOnOnePage) this.membersWithOwnFile.push('Interface')
    }
    super.buildChildPages(reflection, outPages)
  }
}
