import { zonesByAreaCode } from './area-code-zones.ts'

/** The IANA zones that a North American number's area code may lie in; undefined where that is not known. */
export function zonesOf(recipient: string): readonly string[] | undefined {
  const [, code] = /^1([2-9]\d\d)\d{7}$/.exec(recipient) ?? []
  return code === undefined ? undefined : zonesByAreaCode().get(code)
}
