import { Faults } from '../faults/faults.ts'
import type { Inventory } from '../inventory/inventory.ts'
import type { SettingsOptions } from '../settings.ts'
import { SignedUrls } from '../storage/signed-urls.ts'
import { Account } from './account.ts'
import { Agenda } from './agenda.ts'
import { CallbackUrls } from './callbacks.ts'
import { Carrier } from './carrier.ts'
import { CdrExports } from './cdrs/cdr-exports.ts'
import type { Clock, ResettableClock } from './clock.ts'
import { Cnams } from './cnams.ts'
import { EmergencyAddresses } from './emergency-addresses.ts'
import { InboundWebhooks } from './inbound-webhooks.ts'
import { Messages } from './messages.ts'
import { Names } from './names.ts'
import { Numbers } from './numbers.ts'
import { joinAccount } from './porting/join.ts'
import { PortOrders } from './porting/port-orders.ts'
import { ProvisioningTasks } from './provisioning-tasks.ts'
import { createRandom, type Random, RandomStreams } from './random.ts'
import { RateLimits } from './rate-limits.ts'
import { Routes } from './routes.ts'

/** Everything that the emulated Flowroute knows: one account and the numbers for sale. */
export interface World {
  clock: Clock
  /** What is still to happen on that clock. */
  agenda: Agenda
  inventory: Inventory
  numbers: Numbers
  /** How people call numbers, their own and those of others. */
  names: Names
  routes: Routes
  emergencyAddresses: EmergencyAddresses
  cnams: Cnams
  messages: Messages
  portOrders: PortOrders
  cdrExports: CdrExports
  provisioningTasks: ProvisioningTasks
  /** The URLs of the emulator's file storage. */
  signedUrls: SignedUrls
  /** The account's webhooks; a number may have its own. */
  callbacks: CallbackUrls
  /** What looks random, by name. */
  random: RandomStreams
  /** Its funds. */
  account: Account
  rateLimits: RateLimits
  /** The recipients' carriers. */
  carrier: Carrier
  /** In which form inbound SMS are posted. */
  inboundWebhooks: InboundWebhooks
  /** What goes wrong between the endpoints and their callers. */
  faults: Faults
  /** The account's id in notifications. */
  customerId: string
  /** Ids of error documents. */
  errorIds: Random
}

/** A world as it is at first: no numbers but those for sale, one route, and nothing else. */
export function createWorld(
  seed: number,
  clock: ResettableClock,
  inventory: Inventory,
  settings: SettingsOptions = {},
): World {
  const random = new RandomStreams(seed)
  const agenda = new Agenda(clock, clock.runs)
  const account = new Account(settings.balance ?? null)
  const rateLimits = new RateLimits(clock, settings.rateLimits ?? false)
  const carrier = new Carrier()
  const numbers = new Numbers(inventory, clock, random.stream('provisioning'), account)
  const routes = new Routes(random.stream('routes'))
  const emergencyAddresses = new EmergencyAddresses(random.stream('emergency addresses'))
  const cnams = new Cnams(clock, random.stream('cnams'))
  const records = { numbers, routes, emergencyAddresses, cnams }
  return {
    ...records,
    names: new Names(numbers),
    clock,
    agenda,
    inventory,
    portOrders: new PortOrders({
      clock,
      agenda,
      random: random.stream('port orders'),
      account,
      check: { numbers, inventory },
      join: (order) => joinAccount(order, records),
    }),
    cdrExports: new CdrExports({ seed, clock, agenda, random: random.stream('cdr exports') }),
    provisioningTasks: new ProvisioningTasks({
      clock,
      agenda,
      numbers,
      ids: random.stream('provisioning tasks'),
    }),
    signedUrls: new SignedUrls(createRandom(seed, 'storage').hex(64), clock),
    customerId: createRandom(seed, 'customer').hex(32),
    messages: new Messages(numbers, clock, agenda, random.stream('messages'), {
      account,
      rateLimits,
      carrier,
    }),
    callbacks: new CallbackUrls(),
    random,
    account,
    rateLimits,
    carrier,
    inboundWebhooks: new InboundWebhooks(settings.inboundWebhooks ?? 'json-api'),
    faults: new Faults(random.stream('faults')),
    errorIds: random.stream('errors'),
  }
}

/** Keeps what has happened by `before` as it is, for a clock that was set back. */
export function settleTime({ clock, cnams, numbers, messages }: World, before: number): void {
  const now = clock.now().getTime()
  if (now >= before) return
  for (const part of [cnams, numbers, messages]) part.settle(before, now)
}
