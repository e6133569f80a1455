// Loaded before a program of the documentation: what listens on a fixed port listens on one that is free instead, so that
// several can run at a time, and tells its parent which.
import { Server } from 'node:net'
import process from 'node:process'

const { listen } = Server.prototype
Server.prototype.listen = function (...given) {
  const [port, ...rest] = given
  if (typeof port !== 'number' || port === 0) return listen.apply(this, given)
  this.once('listening', () => process.send?.(this.address().port))
  return listen.call(this, 0, ...rest)
}
