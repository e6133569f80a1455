import { connect } from 'node:net'

/**
 * A loopback port where nobody listens, nor will: it is below those that systems give to whoever asks for any, so that
 * no other test's server gets it, nor one of another process.
 */
export async function closedPort(): Promise<number> {
  for (;;) {
    const port = 11_000 + Math.floor(Math.random() * 20_000)
    const isClosed = await new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy()
        resolve(false)
      })
      socket.once('error', () => resolve(true))
    })
    if (isClosed) return port
  }
}
