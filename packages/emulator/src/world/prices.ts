/** Nanodollars for one SMS segment and for one MMS. */
const smsSegmentPrice = 4_000_000
const mmsPrice = 9_500_000

/** What each segment of a message costs, sent or received, in nanodollars; an MMS counts as one. */
export function segmentPrice(isMms: boolean): number {
  return isMms ? mmsPrice : smsSegmentPrice
}
