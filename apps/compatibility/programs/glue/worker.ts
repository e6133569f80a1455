import type { Receiver, Run } from '../support.ts'
import type { Access } from './server.ts'

/** What is asked of a worker at `/run`. */
export interface Task extends Access {
  /** Where the worker itself is reached. */
  self: string
}

/** Makes a Cloudflare worker of a program: it runs at `/run`, and receives webhooks at any other path. */
export function start(run: Run): { fetch(request: Request): Promise<Response> } {
  let receiver: Receiver | undefined
  return {
    async fetch(request) {
      if (new URL(request.url).pathname !== '/run') {
        return receiver ? receiver.fetch(request) : new Response('Nobody is here.', { status: 404 })
      }
      const { self, ...access } = (await request.json()) as Task
      try {
        await run({
          ...access,
          hasEnvironment: false,
          async receive(handler) {
            receiver = handler
            return { url: self, close: async () => {} }
          },
        })
        return Response.json({ passed: true })
      } catch (error) {
        return Response.json({ failed: error instanceof Error ? error.stack : String(error) })
      }
    },
  }
}
