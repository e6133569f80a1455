import type { Program, Receiver } from './host.ts'

/** The request body that a worker takes at `/run`. */
export interface WorkerTask {
  input: unknown
  /** The worker's own URL. */
  url: string
}

/** The response to it. */
export type WorkerResult = { result?: unknown } | { error: string }

/** Makes a Cloudflare worker of a program: it runs at `/run`, and takes requests from outside at every other path. */
export function start(run: Program): { fetch(request: Request): Promise<Response> } {
  let receiver: Receiver | undefined
  return {
    async fetch(request) {
      if (new URL(request.url).pathname !== '/run') {
        return receiver ? receiver.fetch(request) : new Response('Nothing receives here.', { status: 404 })
      }
      const { input, url } = (await request.json()) as WorkerTask
      const receive = async (added: Receiver) => {
        receiver = added
        return { url, close: async () => {} }
      }
      try {
        const result: WorkerResult = { result: await run(input as never, { receive }) }
        return Response.json(result)
      } catch (error) {
        const result: WorkerResult = { error: String(error instanceof Error ? error.stack : error) }
        return Response.json(result)
      }
    },
  }
}
