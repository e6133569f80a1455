import type { MiddlewareHandler } from 'hono'
import { version } from '../../package.json'

/** The header by which a program knows that it talks to an emulator and not to Flowroute. */
export const nameHeader = 'flowroute-emulator'

/** Whether a path is below `/__emulator`, where Flowroute has nothing. */
export function isOwnPath(path: string): boolean {
  return /^\/__emulator(\/|$)/.test(path)
}

/** Where programs and agents read what the control API does. It is no secret and needs no credentials. */
export const guidePath = '/__emulator/llms.txt'

/** Whether a path is one of a file that the inbox page took in; whoever knows it may fetch the file. */
export function isFilePath(path: string): boolean {
  return /^\/__emulator\/files\/[^/]+\/[^/]+$/.test(path)
}

/**
 * Whether the inbox page sent the request. What is done on the page is no call of an application: it is in no log and
 * meets no faults, so that looking on changes nothing.
 */
export function isInboxCall({ headers }: Pick<Request, 'headers'>): boolean {
  return headers.has('flowroute-inbox')
}

/** Puts the emulator's version on an answer, whatever it is: a refusal of the credentials too. */
export const nameEmulator: MiddlewareHandler = async (context, next) => {
  await next()
  context.header(nameHeader, version)
}
