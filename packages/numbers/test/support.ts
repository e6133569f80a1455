import { type ClientOptions, createClient, InvalidInputError } from '@flowroute/core'
import { failureOf, startServer } from '@flowroute/testing'
import { expect } from 'vitest'
import { Numbers } from '../src/index.ts'

export { failureOf } from '@flowroute/testing'

/** The credentials of every client here, unless a test says otherwise; an emulator's own by default. */
export const accessKey = '12345678'
export const secretKey = '0123456789abcdef0123456789abcdef'

export const authorization = `Basic ${btoa(`${accessKey}:${secretKey}`)}`

/** Talks to a server, and repeats without a pause what may be repeated. */
export function numbersAt({ url }: { url: string }, options: ClientOptions = {}): Numbers {
  return new Numbers(createClient({ accessKey, secretKey, baseUrl: url, backoff: { base: 0 }, ...options }))
}

export type Call = (numbers: Numbers) => PromiseLike<unknown>

export const id = '12065550100'

/** An argument that TypeScript would refuse. */
export const wrong = (value: unknown): never => value as never

/** Checks that a call fails for that field before anything is sent. */
export async function expectRefused(call: Call, field: string): Promise<void> {
  await using server = await startServer([{ status: 204 }])
  const error = await failureOf(call(numbersAt(server)))
  expect(error).toBeInstanceOf(InvalidInputError)
  expect(error).toMatchObject({ field, attempts: 0, outcome: 'not-sent' })
  expect(error.message).toMatch(/^Invalid input: .+\.$/)
  expect(server.requests).toStrictEqual([])
}

/** The document of a number with these attributes, besides those that every number has. */
export function numberDocument(attributes: Record<string, unknown> = {}): { data: Record<string, unknown> } {
  const common = { value: id, alias: null, cnam_lookups_enabled: true }
  return { data: { id, type: 'number', attributes: { ...common, ...attributes } } }
}
