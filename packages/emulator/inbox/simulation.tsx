import { Problem, useAction } from './action.tsx'
import { ask } from './api.ts'
import { CarrierFailures } from './carrier-failures.tsx'
import { ClockPanel } from './clock-panel.tsx'
import { Faults } from './faults.tsx'
import { Limits } from './limits.tsx'
import { Reset } from './reset.tsx'
import { useSimulation } from './simulation-state.ts'

/** Everything by which the emulator is made to behave as on a bad day, in one place. */
export function Simulation() {
  const [simulation, read] = useSimulation()
  const [problem, run] = useAction()
  const change = (action: () => Promise<unknown>): void => run(() => action().then(read))
  return (
    <div class="simulation scroll">
      <h2 class="hidden">Simulation</h2>
      <Problem text={problem} />
      <div class="cards">
        <ClockPanel />
        {simulation !== undefined && (
          <>
            <Limits
              key={`${simulation.balance}`}
              simulation={simulation}
              onBalance={(balance) => change(() => ask('PUT', '/__emulator/account', { balance }))}
              onRateLimits={(enabled) => change(() => ask('PUT', '/__emulator/rate-limits', { enabled }))}
            />
            <Reset />
            <Faults
              faults={simulation.faults}
              onAdd={(rule) => change(() => ask('POST', '/__emulator/faults', rule))}
              onRemove={(id) => change(() => ask('DELETE', `/__emulator/faults/${encodeURIComponent(id)}`))}
              onClear={() => change(() => ask('DELETE', '/__emulator/faults'))}
            />
            <CarrierFailures
              key={JSON.stringify(simulation.carrier)}
              failure={simulation.carrier}
              onFail={(failure) => change(() => ask('PUT', '/__emulator/carrier', failure))}
              onRecover={() => change(() => ask('DELETE', '/__emulator/carrier'))}
            />
          </>
        )}
      </div>
    </div>
  )
}
