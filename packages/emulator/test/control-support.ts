import { expect, onTestFinished } from 'vitest'
import { EmulatorControl, EmulatorControlError, startEmulator } from '../src/index.ts'
import { socketCallerOf } from './support.ts'

export const startTime = new Date('2026-01-15T17:00:00.000Z')

/** A control that goes over a socket: the server's own `fetch` is left out. */
export async function setUpControl(deliver = async (_request: Request): Promise<Response> => new Response()) {
  const server = await startEmulator({ startTime, deliver })
  onTestFinished(() => server.close())
  const { url, accessKey, secretKey } = server
  const control = new EmulatorControl({ url, accessKey, secretKey })
  return { server, control, call: socketCallerOf(server) }
}

/** What a call fails with. */
export async function failureOf(call: Promise<unknown>): Promise<EmulatorControlError> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(EmulatorControlError)
  return error as EmulatorControlError
}
