import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Application, ConsoleLogger, LogLevel, type TypeDocOptions } from 'typedoc'
import type { PluginOptions } from 'typedoc-plugin-markdown'
import { docsFolder, repository, rootFolder } from '../folders.ts'
import { writeEntryFiles } from './entries.ts'
import { PackageRouter } from './router.ts'
import { referenceSidebars } from './sidebar.ts'
import { keepThrownClasses } from './throws.ts'

/** Writes the reference of every package from its docstrings: a page for each class, function and type. */
export async function writeReference(): Promise<void> {
  const out = join(docsFolder, 'reference')
  rmSync(out, { recursive: true, force: true })
  const options: TypeDocOptions & Partial<PluginOptions> = {
    plugin: ['typedoc-plugin-markdown'],
    entryPoints: writeEntryFiles(),
    entryPointStrategy: 'resolve',
    tsconfig: join(docsFolder, 'tsconfig.reference.json'),
    // `pnpm typecheck` has checked them.
    skipErrorChecking: true,
    name: 'Reference',
    readme: 'none',
    router: 'package',
    basePath: rootFolder,
    displayBasePath: rootFolder,
    disableGit: true,
    sourceLinkTemplate: `${repository}/blob/main/{path}#L{line}`,
    excludeExternals: true,
    excludePrivate: true,
    excludeInternal: true,
    preservedTypeAnnotationTags: ['@throws'],
    validation: { notExported: false, invalidLink: true, notDocumented: false },
    logLevel: LogLevel.Warn,
    outputs: [{ name: 'markdown', path: out }],
    entryFileName: 'index',
    hidePageHeader: true,
    hideBreadcrumbs: true,
    hideGroupHeadings: true,
    useCodeBlocks: true,
    parametersFormat: 'table',
    propertiesFormat: 'table',
    interfacePropertiesFormat: 'table',
    classPropertiesFormat: 'table',
    typeDeclarationFormat: 'table',
    enumMembersFormat: 'table',
  }
  const app = await Application.bootstrapWithPlugins(options as TypeDocOptions)
  app.logger = new Warnings()
  app.renderer.defineRouter('package', PackageRouter)
  keepThrownClasses(app, (name) => existsSync(join(docsFolder, 'errors', `${name}.md`)))
  const project = await app.convert()
  if (project === undefined) throw new Error('TypeDoc could not read the sources')
  await app.generateOutputs(project)
  if (app.logger.hasErrors()) throw new Error('TypeDoc could not write the reference')
  writeFileSync(join(out, 'sidebar.json'), `${JSON.stringify(referenceSidebars(project, out))}\n`)
}

/** What is inferred from schemas is declared in several places; the first comment is the right one. */
class Warnings extends ConsoleLogger {
  constructor() {
    super()
    this.level = LogLevel.Warn
  }

  override log(message: string, level: Exclude<LogLevel, LogLevel.None>): void {
    if (!message.includes('multiple declarations with a comment')) super.log(message, level)
  }
}
