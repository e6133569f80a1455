import { type AreaCode, areaCodes } from './area-codes.ts'
import type { Exchange } from './exchange.ts'
import { draw } from './random.ts'

/** Area codes that sell at a premium, so that a limit on the setup cost leaves whole codes out. */
const soughtAfter = new Set(['212', '310', '415', '416', '800'])

/** Never given to subscribers: fiction, pay-per-call and test lines; N11 is left out by its pattern. */
const reserved = new Set(['555', '950', '958', '959', '976'])

function isAssignable(nxx: string): boolean {
  return !nxx.endsWith('11') && !reserved.has(nxx)
}

function pickExchangeCodes(salt: number): string[] {
  const wanted = 8 + (draw(salt, 0) % 6)
  const picked = new Set<string>()
  for (let attempt = 1; picked.size < wanted; attempt++) {
    const nxx = String(200 + (draw(salt, attempt) % 800))
    if (isAssignable(nxx)) picked.add(nxx)
  }
  return [...picked]
}

function monthlyCostOf(salt: number): number {
  const share = draw(salt, -1) % 100
  if (share < 84) return 1.25
  if (share < 92) return 0.95
  return share < 97 ? 2.25 : 3.5
}

/** Draws at negative places: an exchange's lines use those from 0 up. */
function planExchange(areaCode: AreaCode, nxx: string, index: number, seed: number): Exchange {
  const prefix = `1${areaCode.code}${nxx}`
  const salt = draw(seed, Number(prefix))
  const count = 24 + (draw(salt, -2) % 11)
  const costly = soughtAfter.has(areaCode.code) || draw(salt, -3) % 25 === 0
  return {
    prefix,
    areaCode,
    // In turn, in the order of the draw, so that each rate center has numbers.
    rateCenter: areaCode.rateCenters[index % areaCode.rateCenters.length] ?? null,
    monthlyCost: monthlyCostOf(salt),
    setupCost: costly ? 3.99 : 1,
    promotion: !costly && draw(salt, -4) % 12 === 0,
    count,
    stride: Math.floor(10_000 / count),
    salt,
  }
}

/** All exchanges of the inventory that belongs to the seed, in ascending order. */
export function planExchanges(seed: number): Exchange[] {
  return areaCodes.flatMap((areaCode) =>
    pickExchangeCodes(draw(seed, Number(areaCode.code)))
      .map((nxx, index) => planExchange(areaCode, nxx, index, seed))
      .sort((a, b) => Number(a.prefix) - Number(b.prefix)),
  )
}
