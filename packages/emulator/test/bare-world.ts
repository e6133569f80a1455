import { Faults } from '../src/faults/faults.ts'
import { Agenda } from '../src/world/agenda.ts'
import { createStillClock } from '../src/world/clock.ts'
import { createRandom } from '../src/world/random.ts'

/** What an application needs besides its endpoints. */
export function bareWorld(now: Date) {
  const clock = createStillClock(now)
  const faults = new Faults(createRandom(1, 'faults'))
  return { errorIds: createRandom(1, 'errors'), clock, faults, agenda: new Agenda(clock, false) }
}
