import type { Run } from '../support.ts'
import { type Access, serverWorld } from './server.ts'

declare const test: (name: string, body: () => Promise<void>, timeout: number) => void
/** From Jest's configuration. */
declare const flowrouteAccess: Access

/** Makes a test of Jest of a program. */
export function start(run: Run): void {
  test('runs', () => run(serverWorld(flowrouteAccess, false)), 60_000)
}
