import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as core from '@flowroute/core'
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

  test('has every error class of core', () => {
    const classes = Object.values(core as Record<string, unknown>).filter(
      (value): value is new () => Error => typeof value === 'function' && value.prototype instanceof Error,
    )
    expect(classes.length).toBeGreaterThan(15)
    for (const { name } of classes) expect(pages.has(`${name}.md`), name).toBe(true)
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
