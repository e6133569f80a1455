import { Problem } from '../problem.ts'
import { StorageProblem } from '../storage/storage-problem.ts'

/** Refusals as XML, whatever they are. */
export async function answerAsStorage(answer: () => Response | Promise<Response>): Promise<Response> {
  try {
    return await answer()
  } catch (error) {
    if (error instanceof StorageProblem) return error.toResponse()
    if (!(error instanceof Problem)) throw error
    if (error.status === 413) return new StorageProblem(400, 'EntityTooLarge', error.message).toResponse()
    return new StorageProblem(404, 'NoSuchKey', 'The specified key does not exist.').toResponse()
  }
}
