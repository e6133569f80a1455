import { connect, type Socket } from 'node:net'

/** What a client does on one connection; the connection is over when it returns. */
type Cut = (socket: Socket, number: number) => Promise<void>

const secret = 'a-secret-of-32-random-characters'
const sms = (id: string): string =>
  JSON.stringify({ to: '12065550199', from: '12065550123', body: 'hello', id })

interface Head {
  method?: string
  path?: string
  length?: number | 'chunked'
  id?: string
}

function head({ method = 'POST', path = `/flowroute/${secret}`, length, id }: Head): string {
  const framing =
    length === undefined
      ? []
      : [length === 'chunked' ? 'transfer-encoding: chunked' : `content-length: ${length}`]
  const message = id === undefined ? [] : [`x-message-id: ${id}`]
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'host: a',
    'content-type: application/json',
    ...framing,
    ...message,
  ]
  return `${lines.join('\r\n')}\r\n\r\n`
}

const connected = (socket: Socket): Promise<void> => new Promise((resolve) => socket.once('connect', resolve))
const written = (socket: Socket, text: string): Promise<void> =>
  new Promise((resolve) => socket.write(text, () => resolve()))
const answered = (socket: Socket): Promise<string> =>
  new Promise((resolve) => {
    socket.once('data', (data) => resolve(String(data)))
    socket.once('close', () => resolve(''))
  })

async function reset(socket: Socket): Promise<void> {
  if (!socket.destroyed) socket.resetAndDestroy()
}

/** Sends the text and resets the connection (RST). */
const resetAfter =
  (text: (id: string) => string): Cut =>
  async (socket, number) => {
    await connected(socket)
    await written(socket, text(`mdr2-${number}`))
    await reset(socket)
  }

/** Sends the text and closes the connection (FIN). */
const closeAfter =
  (text: (id: string) => string): Cut =>
  async (socket, number) => {
    await connected(socket)
    await written(socket, text(`mdr2-${number}`))
    socket.destroy()
  }

const whole = (id: string, options: Head = {}): string => {
  const body = sms(id)
  return head({ length: body.length, ...options }) + body
}

/** Each way to cut a connection, by name. */
const cuts: Record<string, Cut> = {
  'reset before a byte is sent': resetAfter(() => ''),
  'reset within the headers': resetAfter(() => 'POST / HTTP/1.1\r\nhost:'),
  'reset after the headers': resetAfter(() => head({ length: 100 })),
  'close after the headers': closeAfter(() => head({ length: 100 })),
  'reset after the headers of a refused request': resetAfter(() =>
    head({ path: '/flowroute/guess', length: 100 }),
  ),
  'close after the headers of a refused request': closeAfter(() =>
    head({ path: '/flowroute/guess', length: 100 }),
  ),
  'reset within the body of a refused request': resetAfter(
    (id) => head({ path: '/flowroute/guess', length: 1_000 }) + sms(id),
  ),
  'reset within the body of a GET': resetAfter((id) => head({ method: 'GET', length: 1_000 }) + sms(id)),
  'reset within the body': resetAfter((id) => head({ length: sms(id).length }) + sms(id).slice(0, 20)),
  'close within the body': closeAfter((id) => head({ length: sms(id).length }) + sms(id).slice(0, 20)),
  'close before the declared length': closeAfter((id) => head({ length: 500_000 }) + sms(id)),
  'reset a body that is too large': resetAfter((id) => head({ length: 5_000_000 }) + sms(id).padEnd(50_000)),
  'reset between chunks': resetAfter((id) => `${head({ length: 'chunked' })}2\r\n${sms(id).slice(0, 2)}\r\n`),
  'reset within a chunk': resetAfter((id) => `${head({ length: 'chunked' })}ff\r\n${sms(id).slice(0, 20)}`),
  'reset after the request': resetAfter((id) => whole(id)),
  'close after the request': closeAfter((id) => whole(id)),
  'reset after a request that fails': resetAfter((id) => whole(id.replace('mdr2-', 'mdr2-fail-'))),
  'reset behind a body parser': resetAfter((id) => whole(id, { path: `/parsed/${secret}` })),
  'reset behind a body parser, within the body': resetAfter(
    (id) => head({ path: `/parsed/${secret}`, length: 1_000 }) + sms(id),
  ),
  async 'reset while the callback runs'(socket, number) {
    const id = `mdr2-wait-${number}`
    await connected(socket)
    await written(socket, whole(id, { id }))
    await answered(socket)
    await reset(socket)
  },
  async 'reset the second request of a connection'(socket, number) {
    await connected(socket)
    await written(socket, whole(`mdr2-first-${number}`))
    await answered(socket)
    await written(socket, head({ length: 1_000 }))
    await reset(socket)
  },
}

/**
 * Cuts connections to a server on this machine, in every way in turn.
 *
 * @param count how many connections
 * @param atOnce how many of them at the same time
 * @returns how many connections were made
 */
export async function cutConnections(port: number, count: number, atOnce = 100): Promise<number> {
  const ways = Object.values(cuts)
  let next = 0
  let made = 0
  async function work(): Promise<void> {
    for (let number = next++; number < count; number = next++) {
      const cut = ways[number % ways.length]
      const socket = connect(port, '127.0.0.1')
      const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
      socket.on('error', () => {})
      socket.once('connect', () => {
        made += 1
      })
      // Whoever is cut off by the server does not get to the end of its own way.
      await Promise.race([cut?.(socket, number), closed])
      await closed
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return made
}

/** Posts a message as it should be, and gives the answer. */
export async function postOnce(port: number): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  await connected(socket)
  await written(socket, whole('mdr2-whole'))
  const answer = await answered(socket)
  socket.destroy()
  return answer
}
