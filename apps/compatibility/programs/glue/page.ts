import type { Receiver, Run } from '../support.ts'

/** What a page is told, through its own server at `/world`. */
export interface PageWorld {
  accessKey: string
  secretKey: string
  /** Where its server takes webhooks for it. */
  postBox: string
}

/** Runs a program in a page; its result stays in the global `flowrouteResult`. */
export function start(run: Run): void {
  Object.assign(globalThis, { flowrouteResult: outcome(run) })
}

async function outcome(run: Run): Promise<string> {
  try {
    const { accessKey, secretKey, postBox } = (await (await fetch('/world')).json()) as PageWorld
    await run({
      baseUrl: location.origin,
      accessKey,
      secretKey,
      hasEnvironment: false,
      receive: async (receiver) => ({ url: postBox, close: collect(receiver) }),
    })
    return 'passed'
  } catch (error) {
    return error instanceof Error ? `${error.stack}` : String(error)
  }
}

/** A page cannot be called: it fetches what was posted to its server, and brings the answer back. */
function collect(receiver: Receiver): () => Promise<void> {
  let open = true
  const collecting = (async () => {
    while (open) {
      const posted = await fetch('/posted')
      if (posted.status === 204) continue
      const { url, headers, body } = (await posted.json()) as {
        url: string
        headers: Record<string, string>
        body: string
      }
      const answer = await receiver.fetch(new Request(url, { method: 'POST', headers, body }))
      await fetch('/answered', { method: 'POST', body: String(answer.status) })
    }
  })()
  return async () => {
    open = false
    await collecting
  }
}
