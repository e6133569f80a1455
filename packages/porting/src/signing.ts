import type { ApiPromise, RequestOptions, WithResponse } from '@flowroute/core'
import type { PortOrder } from './entities.ts'

/**
 * Signs a letter, and reads its order where the service answers without it.
 *
 * @param sign makes the request that signs
 * @param read reads the order
 * @param request the options of the call, whose deadline is that of both requests
 */
export async function signAndRead(
  sign: () => ApiPromise<PortOrder | undefined>,
  read: (request: RequestOptions) => ApiPromise<PortOrder>,
  request: RequestOptions = {},
): Promise<WithResponse<PortOrder | undefined>> {
  const start = performance.now()
  const answer = await sign().withResponse()
  if (answer.data !== undefined) return answer
  const { deadline } = request
  const left = deadline === undefined ? {} : { deadline: Math.max(0, deadline - (performance.now() - start)) }
  try {
    return { ...answer, data: await read({ ...request, ...left }) }
  } catch (error) {
    // It is signed: an error would say otherwise.
    const detail = `It is signed, but could not be read: ${(error as Error).message}`
    return { ...answer, warnings: [...answer.warnings, { detail }] }
  }
}
