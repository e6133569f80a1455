import { Hono } from 'hono'
import { problemResponse } from './http/answer.ts'
import { basicAuth, type Credentials } from './http/auth.ts'
import { type Endpoint, mountEndpoints } from './http/endpoint.ts'
import { Problem } from './problem.ts'
import type { World } from './world/world.ts'

/** The HTTP face of a world: credentials first, then the endpoints; all that goes wrong is a JSON document. */
export function createApp(
  { errorIds }: Pick<World, 'errorIds'>,
  credentials: Credentials,
  endpoints: readonly Endpoint[],
): Hono {
  const app = new Hono({ strict: false })
  app.onError((error) => {
    if (error instanceof Problem) return problemResponse(error, errorIds.uuid())
    // A fault of the emulator's own: its developers need the stack, the caller must not see it.
    console.error(error)
    return problemResponse(new Problem(500, 'An unexpected error occurred.'), errorIds.uuid())
  })
  app.use(basicAuth(credentials))
  mountEndpoints(app, endpoints)
  app.notFound(({ req }) => problemResponse(new Problem(404, `There is no ${req.path}.`), errorIds.uuid()))
  return app
}
