/** What is measured: this project, or what a user would pick instead. */
export interface Subject {
  name: SubjectName
  /**
   * `variant`: this project over another transport; `telecom` and `client`: a service's own SDK, of this field or
   * another; `http`: no SDK at all.
   */
  kind: 'ours' | 'variant' | 'telecom' | 'client' | 'http'
  /** What it is made of, for versions; none for what is built into the runtime. */
  packages: readonly string[]
  /** The program a user would bundle: a client and one resource. Absent where there is nothing to bundle. */
  program?: string
  /** Whether its lists go on by themselves, without the caller asking for each page. */
  pages: 'by itself' | 'by hand'
  /** Makes a client of a server that answers as its service would. */
  connect(options: ConnectOptions): Promise<Connection>
}

export type SubjectName =
  | 'flowroute'
  | 'flowroute, traced'
  | 'flowroute, ky'
  | 'flowroute, undici'
  | 'twilio'
  | 'telnyx'
  | 'vonage'
  | 'sinch'
  | 'stripe'
  | 'openai'
  | 'fetch'
  | 'fetch, bounded'
  | 'ky'
  | 'undici'

export interface ConnectOptions {
  baseUrl: string
  /** Answers in place of the network, for those that take such a function; others do not heed it. */
  fetch?: typeof fetch
}

export interface Connection {
  /** Fetches one record; gives the id it has. */
  get(id: string): Promise<string>
  /** Calls `visit` with the id of every record, in order, fetched in pages of `pageSize`. */
  list(visit: (id: string) => void, options: ListOptions): Promise<void>
  /** Fetches the first page of 200, where that can be done with a `fetch` of the caller's; gives its length. */
  page?(): Promise<number>
}

export interface ListOptions {
  pageSize: number
  /** Pages to request ahead; only this project has such a thing. */
  prefetch: number
}
