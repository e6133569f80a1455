import { array, assert, asyncProperty, constantFrom } from 'fast-check'
import { expect, test } from 'vitest'
import { createEmulator } from '../src/index.ts'
import { deliver, firstSteps, perform, readAll, step } from './world-steps.ts'

const before = array(step, { minLength: 1, maxLength: 25 })
/** Milliseconds: some webhooks are due then, others are still to come. */
const wait = constantFrom(0, 70, 100, 600, 30_000)
const after = array(step, { minLength: 1, maxLength: 15 })

test('from a snapshot on, another emulator answers and acts as the first one does', async () => {
  const property = asyncProperty(
    before,
    wait,
    before,
    after,
    async (past, milliseconds, otherPast, future) => {
      const original = createEmulator({ deliver, seed: 3 })
      const copy = createEmulator({ deliver, seed: 4, startTime: new Date('2031-05-05T05:05:05.005Z') })
      await perform(original, [...firstSteps, ...past])
      await perform(copy, otherPast)
      // At this very moment what falls due is due, and no part of it is done.
      original.clock.advance(milliseconds)
      const snapshot = original.snapshot()
      const text = JSON.stringify(snapshot)
      expect(JSON.parse(text)).toStrictEqual(snapshot)
      copy.restore(JSON.parse(text))
      expect(copy.snapshot()).toStrictEqual(snapshot)
      expect(await perform(copy, future)).toEqual(await perform(original, future))
      expect(await readAll(copy)).toEqual(await readAll(original))
      copy.clock.advance(200_000)
      original.clock.advance(200_000)
      expect(await readAll(copy)).toEqual(await readAll(original))
      expect(copy.snapshot()).toStrictEqual(original.snapshot())
      // What was taken before all that is as it was.
      expect(JSON.stringify(snapshot)).toBe(text)
    },
  )
  await assert(property, { numRuns: 40 })
}, 60_000)
