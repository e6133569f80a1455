import type { Program, Receiver } from './host.ts'

/** What a page's server answers at `/task`. */
export interface PageTask {
  input: unknown
  /** Where its server takes requests for it. */
  mailbox: string
}

/** A request that the server took for the page. */
export interface MailboxRequest {
  url: string
  headers: Record<string, string>
  body: string
}

/** What a page leaves in the global `programResult`. */
export type PageResult = { result?: unknown } | { error: string }

/** Runs a program in a page. */
export function start(run: Program): void {
  Object.assign(globalThis, { programResult: resultOf(run) })
}

async function resultOf(run: Program): Promise<PageResult> {
  try {
    const { input, mailbox } = (await (await fetch('/task')).json()) as PageTask
    const receive = async (receiver: Receiver) => ({ url: mailbox, close: serveMailbox(receiver) })
    return { result: await run(input as never, { receive }) }
  } catch (error) {
    return { error: String(error instanceof Error ? error.stack : error) }
  }
}

/**
 * Fetches the requests that the page's server took, and sends the responses back: nobody can connect to a page.
 *
 * @returns ends it
 */
function serveMailbox(receiver: Receiver): () => Promise<void> {
  const controller = new AbortController()
  const serving = (async () => {
    while (!controller.signal.aborted) {
      const next = await fetch('/mailbox/next', { signal: controller.signal })
      const { url, headers, body } = (await next.json()) as MailboxRequest
      const { status } = await receiver.fetch(new Request(url, { method: 'POST', headers, body }))
      await fetch('/mailbox/answer', { method: 'POST', body: String(status) })
    }
  })()
  return async () => {
    controller.abort()
    await serving.catch((error: unknown) => {
      if (!controller.signal.aborted) throw error
    })
  }
}
