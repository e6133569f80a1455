import { canadaRows } from './area-codes/ca.ts'
import type { AreaCodeRow } from './area-codes/row.ts'
import { usRows } from './area-codes/us.ts'
import type { AvailableNumber } from './types.ts'

/** An area code (NPA) and what holds for every number in it. */
export interface AreaCode {
  /** Three digits. */
  code: string
  /** Lower-case state or province; null for toll-free codes. */
  state: string | null
  /** Lower-case abbreviated rate centers; none for toll-free codes. */
  rateCenters: readonly string[]
  numberType: AvailableNumber['numberType']
  isoCountry: AvailableNumber['isoCountry']
}

const tollFreeCodes = ['800', '833', '844', '855', '866', '877', '888']

function geographic(rows: readonly AreaCodeRow[], isoCountry: AreaCode['isoCountry']): AreaCode[] {
  return rows.flatMap(([state, codes, rateCenters]) =>
    codes.split(' ').map((code) => ({
      code,
      state,
      rateCenters: rateCenters.split(' '),
      numberType: 'longcode' as const,
      isoCountry,
    })),
  )
}

/** Every area code that has numbers for sale, in ascending order. */
export const areaCodes: readonly AreaCode[] = [
  ...geographic(usRows, 'US'),
  ...geographic(canadaRows, 'CA'),
  ...tollFreeCodes.map((code) => ({
    code,
    state: null,
    rateCenters: [],
    numberType: 'toll-free' as const,
    isoCountry: 'US' as const,
  })),
].sort((a, b) => Number(a.code) - Number(b.code))
