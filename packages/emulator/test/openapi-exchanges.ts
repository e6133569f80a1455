import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { createEmulator } from '../src/index.ts'

interface Content {
  content?: Record<string, { schema: object }>
}

export interface Operation {
  operationId: string
  parameters: { name: string; in: string; schema: object }[]
  requestBody?: Content & { required: boolean }
  responses: Record<string, Content>
}

export interface OpenApi {
  openapi: string
  paths: Record<string, Record<string, Operation>>
}

/** The document as the emulator serves it. */
export const openApi: OpenApi = await readDocument()

async function readDocument(): Promise<OpenApi> {
  const { fetch, accessKey, secretKey } = createEmulator()
  const headers = { authorization: `Basic ${btoa(`${accessKey}:${secretKey}`)}` }
  const response = await fetch('https://api.flowroute.com/__emulator/openapi.json', { headers })
  return (await response.json()) as OpenApi
}

const ajv = new Ajv2020({ strict: false })
const checks = new WeakMap<object, ValidateFunction>()

function problemsOf(schema: object | undefined, value: unknown): string[] {
  if (schema === undefined) return value === undefined ? [] : ['there is a body']
  const check = checks.get(schema) ?? ajv.compile(schema)
  checks.set(schema, check)
  return check(value) ? [] : [ajv.errorsText(check.errors), JSON.stringify(value)]
}

const schemaOf = ({ content }: Content): object | undefined => Object.values(content ?? {})[0]?.schema

const templates = Object.keys(openApi.paths).map((template) => ({
  template,
  pattern: new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}/?$`),
}))

/** The operation that a request is for, if there is one; a path without a parameter comes first. */
export function operationOf(method: string, path: string): Operation | undefined {
  const fitting = templates.filter(({ pattern }) => pattern.test(path)).map(({ template }) => template)
  const [template = ''] = fitting.sort((a, b) => a.split('{').length - b.split('{').length)
  return openApi.paths[template]?.[method.toLowerCase()]
}

/** What the document says against a request. Query parameters that it does not know are left out of account. */
export function requestProblems(
  { parameters, requestBody }: Operation,
  query: Iterable<readonly [name: string, value: string]>,
  json?: unknown,
): string[] {
  const wrong = [...query].flatMap(([name, value]) => {
    const parameter = parameters.find((found) => found.in === 'query' && found.name === name)
    if (parameter === undefined) return []
    const isNumber = (parameter.schema as { type?: string }).type !== 'string' && /^[\d.]+$/.test(value)
    return problemsOf(parameter.schema, isNumber ? Number(value) : value)
  })
  if (json === undefined) return requestBody?.required ? [...wrong, 'a body is required'] : wrong
  return [...wrong, ...problemsOf(requestBody && schemaOf(requestBody), json)]
}

/** What the document says against an answer. */
export function answerProblems({ responses }: Operation, status: number, answer: unknown): string[] {
  const found = responses[status] ?? (status >= 400 ? responses['default'] : undefined)
  return found === undefined ? [`${status} is not documented`] : problemsOf(schemaOf(found), answer)
}

interface Exchange {
  method: string
  /** With its query. */
  path: string
  /** What was sent, where it was JSON and is known. */
  json: unknown
  hasOtherBody: boolean
  status: number
  body: unknown
}

/**
 * What the document says against an exchange with an emulator: an answer that is not documented, or a body that was
 * accepted although the document refuses it. Requests for what is not in the document have none.
 *
 * Queries are left out of account: the emulator takes some that nobody should write, such as empty filters.
 */
export function exchangeProblems({ method, path, json, hasOtherBody, status, body }: Exchange): string[] {
  const operation = operationOf(method, path.replace(/\?.*/, ''))
  if (operation === undefined) return []
  const answer = answerProblems(operation, status, body)
  if (status >= 400 || hasOtherBody) return answer
  return [...answer, ...requestProblems(operation, [], withoutNull(json))]
}

/** Null stands for what was not set, wherever that is allowed. */
function withoutNull(json: unknown): unknown {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return json
  const members = Object.entries(json).filter(([, value]) => value !== null)
  return Object.fromEntries(members.map(([name, value]) => [name, withoutNull(value)]))
}
