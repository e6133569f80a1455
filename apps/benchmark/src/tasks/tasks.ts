import { startServer } from '../server/server.ts'
import * as client from './client.ts'
import * as emulator from './emulator.ts'
import { outbox } from './outbox.ts'
import { parse } from './parse.ts'

/** What a worker process can be told to do. */
export const tasks = {
  /** Serves all services' documents until the process ends; gives the URL. */
  serve: async (options: { total: number; latency: number }): Promise<string> =>
    (await startServer(options)).url,
  connect: client.connect,
  requests: client.requests,
  list: client.list,
  memory: client.memory,
  parse,
  outbox,
  serveEmulator: emulator.serveEmulator,
  askEmulator: emulator.askEmulator,
  searchEmulator: emulator.searchEmulator,
  usage: emulator.usage,
}

export type Tasks = typeof tasks
