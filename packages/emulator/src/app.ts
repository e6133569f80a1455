import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { meetFaults } from './faults/middleware.ts'
import { problemResponse, unknownPathResponse } from './http/answer.ts'
import { basicAuth, type Credentials } from './http/auth.ts'
import { dateAnswers } from './http/date.ts'
import { type Endpoint, mountEndpoints } from './http/endpoint.ts'
import { guidePath, isFilePath, isOwnPath, nameEmulator } from './http/name.ts'
import { isOldMessages, oldMessagesProblemResponse } from './http/old-messages.ts'
import { refuseOtherOrigins } from './http/origin.ts'
import { signatureAuth } from './http/signature.ts'
import { isV1, v1ProblemResponse } from './http/v1.ts'
import { Problem } from './problem.ts'
import { isStoragePath } from './storage/signed-urls.ts'
import type { World } from './world/world.ts'

/** The HTTP face of a world: credentials first, then the endpoints; all that goes wrong is a JSON document. */
export function createApp(
  { errorIds, clock, faults, agenda }: Pick<World, 'errorIds' | 'clock' | 'faults' | 'agenda'>,
  credentials: Credentials,
  endpoints: readonly Endpoint[],
  record?: MiddlewareHandler,
): Hono {
  const app = new Hono({ strict: false })
  const refuse = ({ req }: Context, problem: Problem): Response => {
    if (isV1(req.path)) return v1ProblemResponse(problem)
    const respond = isOldMessages(req.path) ? oldMessagesProblemResponse : problemResponse
    return respond(problem, errorIds.uuid())
  }
  app.onError((error, context) => {
    if (error instanceof Problem) return refuse(context, error)
    // A fault of the emulator's own: its developers need the stack, the caller must not see it.
    console.error(error)
    return refuse(context, new Problem(500, 'An unexpected error occurred.'))
  })
  if (record !== undefined) app.use(record)
  app.use(dateAnswers(clock))
  app.use('/__emulator/*', nameEmulator)
  const [secretKey, signature] = [basicAuth(credentials), signatureAuth(credentials, clock)]
  app.use((context, next) => {
    // What is in the file storage is reached by signed URLs, a file of the inbox page by its secret one.
    const { path } = context.req
    if (isStoragePath(path) || isFilePath(path) || path === guidePath) return next()
    return (isV1(path) ? signature : secretKey)(context, next)
  })
  app.use(refuseOtherOrigins)
  app.use(meetFaults(faults, agenda))
  mountEndpoints(app, endpoints)
  app.notFound((context) => {
    const { path } = context.req
    if (!isV1(path) && !isOwnPath(path)) return unknownPathResponse()
    return refuse(context, new Problem(404, `There is no ${path}.`))
  })
  return app
}
