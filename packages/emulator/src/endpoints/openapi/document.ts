import { toJsonSchema } from '@valibot/to-json-schema'
import * as v from 'valibot'
import { version } from '../../../package.json'
import { origin } from '../../http/answer.ts'
import type { Endpoint } from '../../http/endpoint.ts'
import { isOwnPath } from '../../http/name.ts'
import { isOldMessages } from '../../http/old-messages.ts'
import { isV1 } from '../../http/v1.ts'
import { isStoragePath } from '../../storage/signed-urls.ts'
import { type Description, type Descriptions, text } from './description.ts'
import { messageDescriptions } from './messages.ts'
import { numberDescriptions } from './numbers.ts'
import { orderDescriptions } from './orders.ts'
import { recordDescriptions } from './records.ts'
import { v1Descriptions } from './v1.ts'

const descriptions: Descriptions = {
  ...numberDescriptions,
  ...recordDescriptions,
  ...messageDescriptions,
  ...orderDescriptions,
  ...v1Descriptions,
}

const error = v.looseObject({ status: v.union([v.number(), text]), detail: v.optional(v.unknown()) })
const errorDocument = v.looseObject({ errors: v.array(error) })
const oldMessagesError = v.looseObject({ error })
const v1Error = v.looseObject({ error: text })

/**
 * The OpenAPI document of the API's endpoints: those of Flowroute, without the emulator's own and without its file
 * storage, which is another service.
 *
 * @throws {Error} an endpoint is not described, or a description has no endpoint
 */
export function openApiDocument(endpoints: readonly Pick<Endpoint, 'method' | 'path'>[]): object {
  const paths: Record<string, Record<string, object>> = {}
  const left = new Set(Object.keys(descriptions))
  for (const { method, path } of endpoints) {
    if (isOwnPath(path) || isStoragePath(path)) continue
    const name = `${method} ${path}`
    const description = descriptions[name]
    if (description === undefined) throw new Error(`${name} is not described`)
    left.delete(name)
    const template = path.replaceAll(/:(\w+)/g, '{$1}')
    paths[template] = {
      ...paths[template],
      [method.toLowerCase()]: operationOf(method, path, description),
    }
  }
  if (left.size > 0) throw new Error(`These are described, and not there: ${[...left].join(', ')}`)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Flowroute',
      version,
      description:
        "Flowroute's REST API, as its emulator has it. Attributes that are not named here may come along.",
    },
    servers: [{ url: origin }],
    security: [{ basic: [] }],
    paths,
    components: {
      securitySchemes: {
        basic: {
          type: 'http',
          scheme: 'basic',
          description:
            'User is the access key, password the secret key. For v1 the password is a signature of the request.',
        },
      },
    },
  }
}

function operationOf(method: string, path: string, description: Description): object {
  const { summary, query = {}, body, isBodyOptional = false, answers } = description
  const contentType = isV1(path) ? 'application/json' : 'application/vnd.api+json'
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const inQuery = Object.entries(query).map(([name, schema]) => ({
    name,
    in: 'query',
    schema: schemaOf(schema),
  }))
  const errors = isV1(path) ? v1Error : isOldMessages(path) ? oldMessagesError : errorDocument
  const responses = Object.entries({ ...answers, default: errors }).map(([status, schema]) => [
    status,
    {
      description: status === 'default' ? 'It failed' : 'Done',
      ...(schema === undefined ? {} : { content: { [contentType]: { schema: schemaOf(schema) } } }),
    },
  ])
  return {
    operationId: `${method.toLowerCase()}${path.replaceAll(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary,
    parameters: [...inPath, ...inQuery],
    ...(body === undefined
      ? {}
      : {
          requestBody: { required: !isBodyOptional, content: { [contentType]: { schema: schemaOf(body) } } },
        }),
    responses: Object.fromEntries(responses),
  }
}

function schemaOf(schema: v.GenericSchema): object {
  const { $schema, ...rest } = toJsonSchema(schema, { target: 'draft-2020-12' })
  return rest
}
