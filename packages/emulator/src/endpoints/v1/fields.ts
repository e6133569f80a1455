import { readBody } from '../../http/body.ts'
import { type Fields, isObject } from '../../http/document.ts'
import { Problem, unprocessable } from '../../problem.ts'

/** The members of the JSON object that a request sends: v1 knows no envelope. */
export async function readFields(request: Request): Promise<Fields> {
  const body = await readBody(request)
  if (body === undefined) throw new Problem(400, 'A request body is required.')
  if (!isObject(body)) throw unprocessable('The request body must be a JSON object.')
  return body
}
