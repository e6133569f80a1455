import { programsOfSite, type RunnableProgram } from '../src/playground/programs.ts'

declare const data: RunnableProgram[]

export { data }

/** At build time; the page has the result only. */
export default {
  watch: ['../index.md', '../guides/*.md'],
  load: programsOfSite,
}
