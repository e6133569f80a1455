import { clip } from '../errors/text.ts'
import type { Logger } from './options.ts'

/** Calls user code and ignores its errors, now or later, so that a failing logger cannot fail the call. */
export function quietly(action: () => unknown): void {
  void (async () => action())().catch(() => {})
}

/** Writes a log line. */
export type Log = (level: keyof Logger, message: string, data: unknown) => void

/** A logger that cannot fail the call. */
export function quietLogger(logger: Logger): Log {
  return (level, message, data) => quietly(() => logger[level](`flowroute: ${clip(message)}`, data))
}
