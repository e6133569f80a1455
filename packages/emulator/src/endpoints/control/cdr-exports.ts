import type { Endpoint } from '../../http/endpoint.ts'
import type { World } from '../../world/world.ts'
import { refuseOutOfRange } from './refuse-out-of-range.ts'

/** The end of exports of call records before their time. */
export function controlCdrExportEndpoints({ cdrExports }: World): Endpoint[] {
  return (['complete', 'fail'] as const).map((action) => ({
    method: 'POST',
    path: `/__emulator/cdr-exports/:id/${action}`,
    handle(call) {
      const { id } = cdrExports.get(call.parameter('id'))
      refuseOutOfRange(() => cdrExports[action](id))
      return { status: 204 }
    },
  }))
}
