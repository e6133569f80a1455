import { Problem } from '../../problem.ts'

/** The one error of the porting API whose words are known. */
export function noSuchOrder(detail = 'No such port order'): Problem {
  return new Problem(404, detail, { title: 'Resource not found' })
}
