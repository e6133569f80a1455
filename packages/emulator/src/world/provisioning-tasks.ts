import { notOnAccount } from '../problem.ts'
import type { ProvisioningTask } from '../saved/provisioning-tasks.ts'
import type { Agenda } from './agenda.ts'
import type { Clock } from './clock.ts'
import type { Numbers } from './numbers.ts'
import { isProvisionable, provisioningMilliseconds } from './provisioning.ts'
import type { Random } from './random.ts'

/** What is asked for. */
export interface ProvisioningRequest {
  action: ProvisioningTask['action']
  /** Digits with country code. */
  numbers: readonly string[]
  callbackUrl: string | null
  email: boolean
}

/** A task has come to its end at that moment, in milliseconds since the epoch. */
export interface ProvisioningNews {
  task: ProvisioningTask
  at: number
}

interface Surroundings {
  clock: Clock
  agenda: Agenda
  ids: Random
  numbers: Numbers
}

/** The tasks that enable or disable numbers for messages. */
export class ProvisioningTasks {
  readonly #tasks = new Map<string, ProvisioningTask>()
  readonly #watchers: ((news: ProvisioningNews) => void)[] = []
  readonly #around: Surroundings

  constructor(around: Surroundings) {
    this.#around = around
    around.agenda.handle({
      provisioning: ({ task }, at) => {
        const found = this.#tasks.get(task)
        if (found !== undefined) this.#finish(found, at)
      },
    })
  }

  /** Has the watcher told of each task that comes to its end. */
  watch(watcher: (news: ProvisioningNews) => void): void {
    this.#watchers.push(watcher)
  }

  /** The task of that id; one that a purchase or an update has started, too. */
  get(id: string): ProvisioningTask {
    const found = this.#tasks.get(id) ?? this.#taskOfNumber(id)
    if (found === undefined) throw notOnAccount()
    return found
  }

  start({ action, numbers, callbackUrl, email }: ProvisioningRequest): ProvisioningTask {
    const { ids, clock, agenda } = this.#around
    const startedAt = clock.now().getTime()
    const task: ProvisioningTask = {
      id: ids.uuid(),
      action,
      numbers: numbers.map((number) => ({ number, state: 'processing' })),
      callbackUrl,
      email,
      startedAt,
    }
    this.#tasks.set(task.id, task)
    const readyAt = startedAt + provisioningMilliseconds
    for (const number of numbers) {
      const own = this.#able(number)
      if (own !== undefined && action === 'enable')
        own.provisioning ??= { taskId: task.id, readyAt, notify: {} }
    }
    agenda.add(readyAt, { kind: 'provisioning', task: task.id })
    return task
  }

  save(): ProvisioningTask[] {
    return structuredClone([...this.#tasks.values()])
  }

  restore(saved: readonly ProvisioningTask[]): void {
    for (const task of structuredClone(saved)) this.#tasks.set(task.id, task)
  }

  #finish(task: ProvisioningTask, at: number): void {
    for (const entry of task.numbers) {
      const own = this.#able(entry.number)
      entry.state = own === undefined ? 'failed' : 'successful'
      if (own === undefined) continue
      if (task.action === 'disable') own.provisioning = null
      // It may have been bought anew, or disabled, since.
      else own.provisioning ??= { taskId: task.id, readyAt: at, notify: {} }
    }
    for (const watcher of this.#watchers) watcher({ task, at })
  }

  /** The number, if it can be provisioned. */
  #able(number: string) {
    return isProvisionable(number) ? this.#around.numbers.find(number) : undefined
  }

  #taskOfNumber(id: string): ProvisioningTask | undefined {
    const { numbers, clock } = this.#around
    const own = numbers.byTask(id)
    if (own?.provisioning == null) return undefined
    const { readyAt, notify } = own.provisioning
    const state = readyAt <= clock.now().getTime() ? 'successful' : 'processing'
    return {
      id,
      action: 'enable',
      numbers: [{ number: own.listing.number, state }],
      callbackUrl: notify.callbackUrl ?? null,
      email: notify.email ?? false,
      startedAt: readyAt - provisioningMilliseconds,
    }
  }
}

/** The state of a whole task: the words of the groups, as no others are documented. */
export function stateOfTask({ numbers }: ProvisioningTask): 'processing' | 'successful' | 'failed' {
  if (numbers.some(({ state }) => state === 'processing')) return 'processing'
  return numbers.some(({ state }) => state === 'failed') ? 'failed' : 'successful'
}
