import picocolors from 'picocolors'
import type { Context } from '../context.ts'

/** Functions that colour text, or leave it as it is. */
export type Colours = ReturnType<typeof picocolors.createColors>

/** Colours for a stream: those of a terminal, unless `NO_COLOR` or the like says otherwise. */
export function coloursFor(stream: { isTTY?: boolean }, { env }: Pick<Context, 'env'>): Colours {
  return picocolors.createColors((stream.isTTY || Boolean(env['FORCE_COLOR'])) && picocolors.isColorSupported)
}
