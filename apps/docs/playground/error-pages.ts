/** Where a page of the catalogue of errors, which errors name on GitHub, is on this site; other addresses stay. */
export function pageOfError(docs: string): string {
  const [, page] = /\/apps\/docs(\/errors\/\w+)\.md/.exec(docs) ?? []
  return page === undefined ? docs : `${page}.html`
}
