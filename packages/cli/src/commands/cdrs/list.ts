import { Cdrs } from '@flowroute/cdrs'
import type { Action } from '../../command.ts'
import { defined } from '../../defined.ts'
import { take } from '../../take.ts'

/** Lists exports; their links are left out, since whoever has one can read the calls. */
export const list: Action<{ status?: 'processing' | 'completed' | 'failed'; limit?: number }> = async (
  session,
  { status, limit },
) => {
  const cdrs = new Cdrs(await session.client())
  const found = await take(session, cdrs.list(defined({ status }), session.request), limit)
  await session.printer.list(
    found.map(({ downloadUrl: _, ...rest }) => rest),
    ['id', 'status', 'createdAt', 'numCalls', 'billedMinutes', 'totalCost'],
  )
}
