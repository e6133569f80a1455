/** A member of a snapshot that says something it cannot say. */
export function impossible(member: string, problem: string): RangeError {
  return new RangeError(`snapshot: ${member} ${problem}`)
}

/** A member that is missing, has the wrong type, or should not be there. */
export function malformed(member: string, problem: string): TypeError {
  return new TypeError(`snapshot: ${member} ${problem}`)
}
