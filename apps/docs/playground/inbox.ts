import type { PageEmulator } from './page-emulator.ts'

let last = 0

/**
 * Shows the emulator's inbox in a frame. Its requests are answered by the emulator of this page.
 *
 * @returns what ends it; to be called before the frame goes
 */
export async function showInbox(frame: HTMLIFrameElement, emulator: PageEmulator): Promise<() => void> {
  const ending = new AbortController()
  const name = `flowrouteInbox${++last}`
  const answer = (path: string, init: RequestInit = {}): Promise<Response> => {
    const signals = [ending.signal, ...(init.signal ? [init.signal] : [])]
    return emulator.answerInbox(path, { ...init, signal: AbortSignal.any(signals) })
  }
  Object.assign(globalThis, { [name]: answer })
  const html = await emulator.inbox(`fetch = parent.${name}`)
  // Not srcdoc: there the links of the page, such as #/messages, would lead out of it.
  const url = URL.createObjectURL(new Blob([html], { type: 'text/html' }))
  frame.src = url
  return () => {
    ending.abort()
    Reflect.deleteProperty(globalThis, name)
    URL.revokeObjectURL(url)
  }
}
