import { openai, stripe } from './clients.ts'
import { flowroute, variants } from './flowroute.ts'
import { boundedFetch, fetchSubject, ky, undici } from './http.ts'
import type { Subject, SubjectName } from './subject.ts'
import { sinch, telnyx, twilio, vonage } from './telecom.ts'

/** Everyone, this project first. */
export const subjects: readonly Subject[] = [
  flowroute,
  twilio,
  telnyx,
  vonage,
  sinch,
  stripe,
  openai,
  fetchSubject,
  ky,
  undici,
]

/** Those that need no peer to be installed. */
export const builtIn: readonly Subject[] = [flowroute, fetchSubject]

export function subjectNamed(name: SubjectName): Subject {
  const found = [...subjects, ...variants, boundedFetch].find((subject) => subject.name === name)
  if (found === undefined) throw new RangeError(`there is no subject ${name}`)
  return found
}
