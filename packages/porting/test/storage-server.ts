import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished, vi } from 'vitest'
import type { Porting, PortingOptions } from '../src/index.ts'
import { portingAt, scripted } from './support.ts'

/** A request for a file, as it reaches the storage. */
export interface FileRequest {
  method: string | undefined
  target: string | undefined
  headers: IncomingMessage['headers']
  /** All of its content; rejects when the connection ends before. */
  content: Promise<Buffer>
}

/** Answers a request for a file; it can do so before the content has arrived. */
export type Serve = (incoming: IncomingMessage, response: ServerResponse, count: number) => void

export interface StorageServer {
  url: string
  requests: FileRequest[]
}

const accept: Serve = (incoming, response) => incoming.on('end', () => response.end())

/** Starts a file storage on loopback. */
export async function startStorage(serve: Serve = accept): Promise<StorageServer> {
  const requests: FileRequest[] = []
  const server = createServer((incoming, response) => {
    const { method, url, headers } = incoming
    const content = new Promise<Buffer>((resolve, reject) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('end', () => resolve(Buffer.concat(chunks)))
      incoming.on('close', () => reject(new Error('the request was cut')))
      incoming.on('error', reject)
    })
    content.catch(() => {})
    response.on('error', () => {})
    requests.push({ method, target: url, headers, content })
    serve(incoming, response, requests.length)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests }
}

/** What must not show in an error: who has it can do what the URL allows. */
export const signature = 'X-Amz-Signature=5ecre7'

/** A signed URL at that storage. */
export const signedUrl = ({ url }: { url: string }): string => `${url}/bucket/bill.pdf?${signature}&a=b%2Fc`

/** The answer with a URL for a file. */
export const fileUrl = (url: unknown) => ({
  body: {
    data: {
      type: 'portorder-file-url',
      id: 12_345,
      attributes: { url, expires: '2018-07-31T21:34:17.576092+00:00' },
      links: { self: 'https://api.flowroute.com/v2/portorders/42361/files/12345' },
    },
  },
})

export interface Transfers {
  porting: Porting
  /** Requests to the API. */
  requests: Awaited<ReturnType<typeof scripted>>['requests']
  storage: StorageServer
}

/** `Porting` for an API that names that storage. */
export async function transfers(serve?: Serve, options: PortingOptions = {}): Promise<Transfers> {
  const storage = await startStorage(serve)
  const { server, requests } = await scripted([fileUrl(signedUrl(storage))])
  return { porting: portingAt(server, {}, options), requests, storage }
}

/** Content whose order of bytes shows. */
export const pdf = new Uint8Array(70_000).map((_, index) => (index * 7) % 256)

export const bill = { filename: 'bill.pdf', content: pdf }

/** Between two attempts there is a random pause; the shortest one is none. */
export const repeatAtOnce = () => vi.spyOn(Math, 'random').mockReturnValue(0)
