import { expect, test } from 'vitest'
import { distTagOf, inOrder } from '../src/releases/release.ts'
import { publishedPackages } from '../src/workspace/packages.ts'

test('a release begins with what others depend on', async () => {
  const packages = await publishedPackages()
  const order = inOrder([...packages].reverse()).map(({ name }) => name)
  expect([...order].sort()).toEqual(packages.map(({ name }) => name).sort())
  for (const { name, manifest } of packages) {
    const before = order.slice(0, order.indexOf(name))
    const own = Object.keys(manifest.dependencies ?? {}).filter((other) => order.includes(other))
    expect(before).toEqual(expect.arrayContaining(own))
  }
})

test.each([
  ['1.2.3', 'latest'],
  ['2.0.0-next.4', 'next'],
])('a release of %s has the tag %s', (version, tag) => {
  expect(distTagOf(version)).toBe(tag)
})
