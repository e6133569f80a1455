import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as cdrs from '@flowroute/cdrs'
import * as core from '@flowroute/core'
import * as messages from '@flowroute/messages'
import * as porting from '@flowroute/porting'
import { describe, expect, test } from 'vitest'
import { errorClasses } from '../src/catalogue/error-classes.ts'
import { cataloguePages } from '../src/catalogue/pages.ts'
import { readSources } from '../src/catalogue/read-sources.ts'
import { docsFolder } from '../src/folders.ts'

const found = errorClasses(readSources())
const pages = cataloguePages(found)
const folder = join(docsFolder, 'errors')

describe('the catalogue of errors', () => {
  test('is what the sources say: npx -y pnpm docs:errors', () => {
    const committed = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')])
    expect(Object.fromEntries(committed)).toEqual(Object.fromEntries(pages))
  })

  test('has the page that the `docs` of each error leads to', () => {
    const errors = Object.values({ ...core, ...messages, ...cdrs, ...porting } as Record<string, unknown>)
      .filter((value) => typeof value === 'function' && value.prototype instanceof Error)
      .map((value) => (value as { prototype: core.FlowrouteError }).prototype)
    expect(errors.length).toBeGreaterThan(20)
    for (const { docs, name } of errors) {
      const [, page = '', fragment] = /\/blob\/main\/apps\/docs\/errors\/([\w.]+)(#\w+)?$/.exec(docs) ?? []
      expect({ name, isThere: pages.has(page) }).toEqual({ name, isThere: true })
      // A receipt's code is told apart on one page.
      expect({ name, hasFragment: fragment !== undefined }).toEqual({
        name,
        hasFragment: name === 'DeliveryError',
      })
    }
  })

  test('says what each adds, who throws it, and what is under it', () => {
    const notFound = found.find(({ name }) => name === 'NotFoundError')
    expect(notFound?.parent).toBe('ApiError')
    expect(notFound?.thrownBy).toContainEqual({
      member: 'Numbers.purchase',
      when: 'it is not for sale, or no longer',
    })
    const fields = found.find(({ name }) => name === 'TimeoutError')?.fields
    expect(fields?.map(({ name }) => name)).toEqual(['limit', 'milliseconds'])
    expect(pages.get('ApiError.md')).toContain('under it are [`BadRequestError`](BadRequestError.md)')
  })

  test('tells two classes of the same name apart', () => {
    const [porting, cdrs] = found.filter(({ name }) => name === 'StorageError')
    expect(porting?.thrownBy.map(({ member }) => member)).toContain('Porting.uploadDocument')
    expect(cdrs?.thrownBy.map(({ member }) => member)).toEqual(['Cdrs.records'])
  })

  test('has each receipt code under its number', () => {
    const receipts = pages.get('receipts.md') ?? ''
    expect(receipts.match(/^## \d{4}$/gm)?.length).toBeGreaterThan(50)
    expect(receipts).toContain('## 1110\n\n**The recipient has opted out (STOP).**')
  })
})
