import type { Action } from '../../command.ts'
import { usage } from '../../failures.ts'
import { readJson } from '../../input.ts'

interface Options {
  query?: string[]
  input?: string
  paginate?: true
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** Makes any request. */
export const request: Action<Options, [method: string, path: string]> = async (
  session,
  { query: parameters = [], input, paginate },
  given,
  place,
) => {
  const method = methods.find((name) => name === given.toUpperCase())
  if (method === undefined) throw usage(`The method must be one of ${methods.join(', ')}.`)
  const { path, query } = read(place, parameters)
  const { printer } = session
  if (paginate) {
    if (method !== 'GET') throw usage('--paginate is for GET.')
    const client = await session.client()
    const items = client.list<object>({ path, query, decode: itemsOf }, session.request)
    const columns = ['id', 'type', 'attributes']
    return printer.stream(items, { columns, line: (item) => JSON.stringify(item) })
  }
  const body = input === undefined ? undefined : await readJson(input, session.context)
  const client = await session.client()
  const call = () => client.request<unknown>({ method, path, query, body, decode: asItIs }, session.request)
  if (method === 'GET') return printer.item(documentOf(await call()))
  await session.confirm({ question: `${method} ${path}?` })
  const done = await session.write(call)
  if (done) await printer.item(documentOf(done.result))
}

/** Splits the path from its parameters, to which those of the options are added. */
function read(place: string, parameters: readonly string[]): { path: string; query: Record<string, string> } {
  if (!place.startsWith('/')) throw usage('The path must begin with a slash: /v2/numbers')
  // A later question mark is part of a value.
  const [path = '', ...search] = place.split('?')
  const query: Record<string, string> = Object.fromEntries(new URLSearchParams(search.join('?')))
  for (const parameter of parameters) {
    const at = parameter.indexOf('=')
    if (at < 1) throw usage(`"${parameter}" must be name=value.`)
    query[parameter.slice(0, at)] = parameter.slice(at + 1)
  }
  return { path, query }
}

const asItIs = Object.assign((document: unknown) => document, { noContent: true })

/** The items of a page, whatever they are. */
function itemsOf(document: unknown): object[] {
  const { data } = (document ?? {}) as { data?: unknown }
  if (Array.isArray(data)) return data as object[]
  throw usage('The answer is no list: leave --paginate out.')
}

const documentOf = (value: unknown): object =>
  typeof value === 'object' && value !== null ? value : { answer: value ?? null }
