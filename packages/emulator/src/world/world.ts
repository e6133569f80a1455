import type { Inventory } from '../inventory/types.ts'
import { Agenda } from './agenda.ts'
import { CallbackUrls } from './callbacks.ts'
import type { Clock, ResettableClock } from './clock.ts'
import { Cnams } from './cnams.ts'
import { EmergencyAddresses } from './emergency-addresses.ts'
import { Messages } from './messages.ts'
import { Numbers } from './numbers.ts'
import { createRandom, type Random } from './random.ts'
import { Routes } from './routes.ts'

/** Everything that the emulated Flowroute knows: one account and the numbers for sale. */
export interface World {
  clock: Clock
  /** What is still to happen on that clock. */
  agenda: Agenda
  inventory: Inventory
  numbers: Numbers
  routes: Routes
  emergencyAddresses: EmergencyAddresses
  cnams: Cnams
  messages: Messages
  /** The account's webhooks; a number may have its own. */
  callbacks: CallbackUrls
  /** Ids of error documents. */
  errorIds: Random
}

/** A world as it is at first: no numbers but those for sale, one route, and nothing else. */
export function createWorld(seed: number, clock: ResettableClock, inventory: Inventory): World {
  const agenda = new Agenda(clock, clock.runs)
  const numbers = new Numbers(inventory, clock, createRandom(seed, 'provisioning'))
  return {
    clock,
    agenda,
    inventory,
    numbers,
    routes: new Routes(createRandom(seed, 'routes')),
    emergencyAddresses: new EmergencyAddresses(createRandom(seed, 'emergency addresses')),
    cnams: new Cnams(clock, createRandom(seed, 'cnams')),
    messages: new Messages(numbers, clock, agenda, createRandom(seed, 'messages')),
    callbacks: new CallbackUrls(),
    errorIds: createRandom(seed, 'errors'),
  }
}
