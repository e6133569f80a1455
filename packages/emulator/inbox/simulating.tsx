import { linkTo } from './route.ts'
import { activeIn, useSimulation } from './simulation-state.ts'

/** The mark that is shown while the emulator does not behave as Flowroute does on a good day. */
export function Simulating() {
  const [simulation] = useSimulation()
  const active = simulation === undefined ? [] : activeIn(simulation)
  if (active.length === 0) return null
  return (
    <a class="simulating" href={linkTo('simulation')} title={`Simulated: ${active.join(', ')}`}>
      <span class="hidden">Simulated: </span>
      {active.length > 1 ? `${active[0]} +${active.length - 1}` : active[0]}
    </a>
  )
}
