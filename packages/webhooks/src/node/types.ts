/**
 * The part of a `node:http` request that `toNodeHandler` uses. Requests of `node:https`, of `node:http2`'s
 * compatibility API and of Express have it too.
 *
 * It names no type of `@types/node`, so that it fits every version of it.
 *
 * @example const listener = (request: NodeRequest, response: NodeResponse) => webhook(request, response)
 */
export interface NodeRequest {
  method?: string | undefined
  url?: string | undefined
  headers: Record<string, string | string[] | undefined>
  socket: { remoteAddress?: string | undefined }
  /** Whether all of the body was read, by a body parser for example. */
  readableEnded?: boolean | undefined
  destroyed?: boolean | undefined
  // `never` fits every typing of an event emitter: with overloads (@types/node 24) and with maps of events (25, 26).
  on(event: never, listener: never): unknown
  pause(): unknown
  resume(): unknown
}

/**
 * The part of a `node:http` response that `toNodeHandler` uses.
 *
 * @example const listener = (request: NodeRequest, response: NodeResponse) => webhook(request, response)
 */
export interface NodeResponse {
  statusCode: number
  headersSent: boolean
  writableEnded: boolean
  destroyed: boolean
  setHeader(name: string, value: string | string[]): unknown
  removeHeader(name: string): unknown
  end(body: string | Uint8Array): unknown
  destroy(): unknown
  on(event: never, listener: never): unknown
}

/** The same emitter, typed for the few events that are listened to here. */
export interface Emitter {
  on(event: 'data', listener: (chunk: Uint8Array | string) => void): unknown
  on(event: 'end' | 'close', listener: () => void): unknown
}
