/** What every request of the page shows. */
export const authorization = metaOf('authorization') ?? ''

/** Where applications reach the emulator. */
export function emulatorUrl(): string {
  return metaOf('emulator') ?? location.origin
}

function metaOf(name: string): string | undefined {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content
}

/** Tells the page's requests from those of applications: they are in no log, and meet no faults. */
const own = { 'flowroute-inbox': '1' }

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** The keys of the account, as the page's own requests show them. */
export function credentials(): { accessKey: string; secretKey: string } {
  const bytes = Uint8Array.from(atob(authorization.slice('Basic '.length)), (character) =>
    character.charCodeAt(0),
  )
  const text = new TextDecoder().decode(bytes)
  const colon = text.indexOf(':')
  return { accessKey: text.slice(0, colon), secretKey: text.slice(colon + 1) }
}

/** Why the emulator refused something, in its own words. */
class Refusal extends Error {}

/** Asks the emulator; gives what it answers, or undefined when there is nothing to its answer. */
export async function ask<Answer>(method: Method, path: string, body?: object): Promise<Answer> {
  const response = await fetch(path, {
    method,
    headers: {
      authorization,
      ...own,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    credentials: 'omit',
  })
  return readAnswer<Answer>(response)
}

/** What an answer has; a refusal is thrown in the emulator's own words. */
export async function readAnswer<Answer>(response: Response): Promise<Answer> {
  const text = await response.text()
  if (!response.ok)
    throw new Refusal(reasonIn(text) ?? `The emulator answered with the status ${response.status}.`)
  return (text === '' ? undefined : JSON.parse(text)) as Answer
}

/** What to tell the user of something that went wrong. */
export function explain(error: unknown): string {
  return error instanceof Refusal ? error.message : 'The emulator cannot be reached.'
}

function reasonIn(text: string): string | undefined {
  try {
    const { errors } = JSON.parse(text) as { errors?: { detail?: unknown }[] }
    const detail = errors?.[0]?.detail
    return typeof detail === 'string' || detail === undefined ? detail : JSON.stringify(detail)
  } catch {
    return undefined
  }
}
