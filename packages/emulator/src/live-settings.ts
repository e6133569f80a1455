import type { Settings } from './settings.ts'
import type { World } from './world/world.ts'

/** The settings of whichever world there is. */
export function settingsOf(world: () => Pick<World, keyof Settings>): Settings {
  return {
    faults: {
      add: (rule) => world().faults.add(rule),
      list: () => world().faults.list(),
      remove: (id) => world().faults.remove(id),
      clear: () => world().faults.clear(),
    },
    account: {
      get balance() {
        return world().account.balance
      },
      setBalance: (balance) => world().account.setBalance(balance),
    },
    rateLimits: {
      get enabled() {
        return world().rateLimits.enabled
      },
      set enabled(enabled) {
        world().rateLimits.enabled = enabled
      },
    },
    carrier: {
      get failure() {
        return world().carrier.failure
      },
      fail: (outcome, messages) => world().carrier.fail(outcome, messages),
      recover: () => world().carrier.recover(),
    },
    inboundWebhooks: {
      get format() {
        return world().inboundWebhooks.format
      },
      set format(format) {
        world().inboundWebhooks.format = format
      },
    },
  }
}
