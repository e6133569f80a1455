import { describe, expect, it } from 'vitest'
import { faults } from '../src/matrix.ts'
import { classes, methods } from '../src/methods.ts'
import { writes } from '../src/writes/calls.ts'

/** The public methods of a class, by the names that users call them by. */
const publicMethods = Object.entries(classes).flatMap(([name, { prototype }]) =>
  Object.getOwnPropertyNames(prototype)
    .filter((member) => member !== 'constructor')
    .map((member) => `${name}.${member}`),
)

describe('the methods of the campaign', () => {
  it('are all public methods of the classes, and no other', () => {
    expect(methods.map(({ name }) => name).sort()).toEqual(publicMethods.sort())
  })

  it('have a cell for every fault, but where a fault is of lists and the method gives none', () => {
    const missing = faults.flatMap((fault) =>
      methods.filter((method) => fault.meets?.(method) === false).map((method) => ({ fault, method })),
    )
    expect(missing.length).toBeGreaterThan(0)
    for (const { fault, method } of missing) {
      expect(method.due.form, `${method.name}, ${fault.name}`).not.toBe('pages')
      expect(fault.name).toMatch(/^a next link /)
    }
  })

  it('are tried under no two faults of the same name', () => {
    const names = faults.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })

  it('that must not be done twice are all among the writes', () => {
    const once = methods.filter(({ effect }) => effect === 'once').map(({ name }) => name)
    expect(writes.map(({ name }) => name).sort()).toEqual(once.sort())
  })
})
