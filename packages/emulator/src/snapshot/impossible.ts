/** A member of a snapshot that says something it cannot say. */
export function impossible(member: string, problem: string): RangeError {
  return new RangeError(`snapshot: ${member} ${problem}`)
}
