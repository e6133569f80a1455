import { constants } from 'node:http2'
import { type Expectation, final, repeated } from '../fault.ts'
import type { Method } from '../methods.ts'
import { type Http2Request, respondWith } from './http2-server.ts'

/** A way in which a server of HTTP/2 misbehaves, or its connection ends. */
export interface Http2Fault {
  name: string
  respond(request: Http2Request): void
  expect(method: Method): Expectation
}

const lost = (method: Method): Expectation => repeated(method, 'ConnectionError', 'unknown')

/** After these Chromium repeats a request, unless its body is a stream. */
export const http2Faults: readonly Http2Fault[] = [
  { name: 'HTTP/2, connection that closes', respond: ({ socket }) => void socket.destroy(), expect: lost },
  {
    name: 'HTTP/2, connection that is reset',
    respond: ({ socket }) => void socket.resetAndDestroy(),
    expect: lost,
  },
  {
    name: 'HTTP/2, GOAWAY that counts the request',
    respond({ stream, socket }) {
      stream.session?.goaway(constants.NGHTTP2_NO_ERROR, stream.id)
      setImmediate(() => socket.destroy())
    },
    expect: lost,
  },
  {
    name: 'HTTP/2, RST_STREAM with INTERNAL_ERROR',
    respond: ({ stream }) => stream.close(constants.NGHTTP2_INTERNAL_ERROR),
    expect: lost,
  },
  {
    name: 'HTTP/2, RST_STREAM with REFUSED_STREAM',
    respond: ({ stream }) => stream.close(constants.NGHTTP2_REFUSED_STREAM),
    expect: lost,
  },
  {
    name: 'HTTP/2, 408',
    respond: ({ stream }) => respondWith(stream, 408),
    expect: (method) => repeated(method, 'ApiError', 'unknown'),
  },
  {
    name: 'HTTP/2, 421',
    respond: ({ stream }) => respondWith(stream, 421),
    expect: () => final('ApiError', 'rejected'),
  },
]
