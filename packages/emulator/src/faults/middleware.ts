import type { Context, MiddlewareHandler, Next } from 'hono'
import { readBytes } from '../http/body.ts'
import { isInboxCall, isOwnPath } from '../http/name.ts'
import { Problem } from '../problem.ts'
import type { Agenda } from '../world/agenda.ts'
import { cutShort, emptyAnswer, htmlAnswer, statusAnswer } from './answers.ts'
import { type Ending, setEnding } from './ending.ts'
import type { Faults, MetFaults } from './faults.ts'
import { setRecordDelay } from './late-record.ts'
import { firstPageOf, spoilNextLink } from './listings.ts'
import type { FaultMoment, LateEffectFault, NextLinkFault, ResetFault } from './rule.ts'
import { wait } from './wait.ts'

type HowItEnds = Omit<Ending, 'closing'>

const connectionLost: HowItEnds = { sent: 'nothing', then: 'reset' }

/** Has requests meet the faults that were asked for; those to the emulator's own paths and of its inbox page meet none. */
export function meetFaults(faults: Faults, agenda: Agenda): MiddlewareHandler {
  return async (context, next) => {
    const { raw: request } = context.req
    const { pathname } = new URL(request.url)
    if (pathname === '/' || isOwnPath(pathname) || isInboxCall(request)) return next()
    const met = faults.meet(request.method, pathname)
    const { latency, 'late-record': lateRecord, 'late-effect': lateEffect } = met
    if (lateRecord !== undefined) setRecordDelay(request, lateRecord.milliseconds)

    /** False when nobody waits for the answer any more. */
    const waits = async (when: FaultMoment): Promise<boolean> => {
      if (latency === undefined || (latency.when ?? 'before') !== when) return true
      try {
        await wait(latency.milliseconds, [request.signal, faults.closing])
        return true
      } catch {
        return false
      }
    }

    const end = (how: HowItEnds): void => endWith({ ...how, closing: faults.closing }, context)

    if (!(await waits('before'))) return end(connectionLost)
    const passage = { context, next, end }
    const effect = lateEffect === undefined ? next : await takeEffectLater(lateEffect, agenda, passage)
    if (lateEffect?.answer === 'none') {
      void effect()
      return end(connectionLost)
    }
    try {
      await strike(met.effect, { context, next: effect, end })
    } finally {
      if (!(await waits('after'))) end(connectionLost)
    }
  }
}

/** Has the request take effect at its time, and resolves then, or when that is given up. */
async function takeEffectLater(
  { milliseconds }: LateEffectFault,
  agenda: Agenda,
  { context, next, end }: Passage,
): Promise<Next> {
  const at = agenda.after(milliseconds)
  // The client may be gone when the body is needed.
  await readBytes(context.req.raw)
  return () =>
    new Promise((resolve) => {
      const drop = (): void => {
        end(connectionLost)
        resolve()
      }
      agenda.schedule(at, { run: () => next().finally(resolve), drop })
    })
}

/** One request on its way. */
interface Passage {
  context: Context
  /** Has the request take effect. */
  next: Next
  /** Has its answer end before it has arrived whole. */
  end(how: HowItEnds): void
}

async function strike(effect: MetFaults['effect'], passage: Passage): Promise<void> {
  const { context, next, end } = passage
  switch (effect?.kind) {
    case undefined:
      return next()
    case 'status':
      return replace(statusAnswer(effect), effect.when, passage)
    case 'html':
      return replace(htmlAnswer(), effect.when, passage)
    case 'empty':
      return replace(emptyAnswer(), effect.when, passage)
    case 'truncated':
      await next()
      return answer(await cutShort(context.res), context)
    case 'next-link':
      return misleadPager(effect.mode, passage)
    case 'stall':
      await next()
      return end(halfWay('silence', context))
    case 'reset':
      return loseConnection(effect.when, passage)
  }
}

/** Puts another answer in the place of the true one. */
async function replace(
  other: Response | Problem,
  when: FaultMoment | undefined,
  { context, next }: Passage,
): Promise<void> {
  await (when === 'after' ? next() : readWhole(context.req.raw))
  answer(other instanceof Problem ? undefined : other, context)
  if (other instanceof Problem) throw other
}

async function misleadPager(mode: NextLinkFault['mode'], { context, next }: Passage): Promise<void> {
  const asked = context.req.raw
  if (mode === 'duplicate') context.req.raw = firstPageOf(asked)
  await next()
  context.req.raw = asked
  answer(await spoilNextLink(mode, asked.url, context.res), context)
}

async function loseConnection(when: ResetFault['when'], { context, next, end }: Passage): Promise<void> {
  await (when === 'before' ? readWhole(context.req.raw) : next())
  end(when === 'during' ? halfWay('reset', context) : connectionLost)
}

/** An answer without a body has no half; one to HEAD is to lose its body yet. */
function halfWay(then: Ending['then'], { req, res }: Context): HowItEnds {
  return { sent: res.body === null || req.raw.method === 'HEAD' ? 'nothing' : 'half', then }
}

function endWith(ending: Ending, context: Context): void {
  setEnding(context.req.raw, ending)
  // There has to be an answer on its way, even if none of it arrives.
  if (!context.finalized) answer(new Response(null, { status: 500 }), context)
}

/** In the place of another answer, of which Hono would keep the headers. */
function answer(response: Response | undefined, context: Context): void {
  context.res = undefined
  context.res = response
}

/** Reads the body to its end, so that a client is not cut off while it still sends. */
async function readWhole({ body }: Request): Promise<void> {
  try {
    await body?.pipeTo(new WritableStream())
  } catch {
    // The client went away in the middle of it.
  }
}
