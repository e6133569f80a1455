/**
 * An id as one segment of a path.
 *
 * @throws {TypeError} it is not a text, or one that would lead to another path
 */
export function segment(id: string): string {
  // An empty one would name the whole collection, and dots another path: `DELETE /faults/` takes all rules away.
  if (typeof id !== 'string' || id === '' || id === '.' || id === '..') {
    throw new TypeError(`id must be the id of something, and is ${JSON.stringify(id)}`)
  }
  return encodeURIComponent(id)
}
