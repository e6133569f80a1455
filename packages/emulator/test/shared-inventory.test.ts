import { expect, test } from 'vitest'
import { inventoryOf } from '../src/inventory/shared.ts'

test('the inventory of a seed is made once', () => {
  expect(inventoryOf(1)).toBe(inventoryOf(1))
  expect(inventoryOf(1)).not.toBe(inventoryOf(2))
  const [one, two] = [1, 2].map((seed) =>
    inventoryOf(seed).search({ limit: 1, offset: 0 }, inventoryOf(seed).noneTaken()),
  )
  expect(one).not.toEqual(two)
})

test('the four seeds that were used last are kept, and no more', () => {
  const [one, two] = [inventoryOf(1), inventoryOf(2)]
  for (const seed of [3, 4]) inventoryOf(seed)
  expect(inventoryOf(1)).toBe(one)
  inventoryOf(5)
  expect(inventoryOf(1)).toBe(one)
  expect(inventoryOf(2)).not.toBe(two)
})
