import { describe, expect, it } from 'vitest'
import { faults } from '../src/matrix.ts'
import { methods } from '../src/methods.ts'
import { writes } from '../src/writes/calls.ts'

describe('the table of cells', () => {
  it('has every method under every fault, except faults of lists for methods without pages', () => {
    const missing = faults.flatMap((fault) =>
      methods.filter((method) => fault.appliesTo?.(method) === false).map((method) => ({ fault, method })),
    )
    expect(missing.length).toBeGreaterThan(0)
    for (const { fault, method } of missing) {
      expect(method.answer.form, `${method.name}, ${fault.name}`).not.toBe('pages')
      expect(fault.name).toMatch(/^a next link /)
    }
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
