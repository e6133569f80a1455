import { describe, expect, it } from 'vitest'
import { faults } from '../src/matrix.ts'
import { methods } from '../src/methods.ts'
import { writes } from '../src/writes/calls.ts'

describe('the table of cells', () => {
  it('has every method under every fault, except where the fault cannot happen', () => {
    const missing = faults.flatMap((fault) =>
      methods.filter((method) => fault.appliesTo?.(method) === false).map((method) => ({ fault, method })),
    )
    const reasons = missing.map(({ fault, method: { name, answer } }) => {
      if (/^a next link |^a page of items /.test(fault.name) && answer.form !== 'pages') return 'not a list'
      if (/^200 with /.test(fault.name) && answer.form === 'nothing') return 'no document is expected'
      if (name.startsWith('NumbersV1.')) return 'API v1 has other documents'
      if (/404$/.test(fault.name) && answer.notFound === 'waits') return 'it waits until there is a record'
      if (/attributes$/.test(fault.name) && !answer.document(['1'])?.includes('"attributes"'))
        return 'it reads no attributes'
      return `${name}, ${fault.name}`
    })
    expect([...new Set(reasons)].sort()).toEqual([
      'API v1 has other documents',
      'it reads no attributes',
      'it waits until there is a record',
      'no document is expected',
      'not a list',
    ])
  })

  it('has no two faults of the same name', () => {
    const names = faults.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })

  it('has every method that must not be repeated among the writes', () => {
    const once = methods.filter(({ effect }) => effect === 'once').map(({ name }) => name)
    expect(writes.map(({ name }) => name).sort()).toEqual(once.sort())
  })
})
