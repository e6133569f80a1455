/**
 * A hash of 64 bits over what identifies a message at Flowroute. Two messages with the same one are sent one after the
 * other, never at the same time; that two different ones share it by chance does no harm but that wait.
 */
export function twinOf(recipient: string, body: string | null, media: readonly string[]): string {
  const text = JSON.stringify([recipient, body ?? '', ...media])
  let [high, low] = [0x811c9dc5, 0x01000193]
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    low = Math.imul(low ^ unit, 0xc2b2ae3d)
    low ^= low >>> 15
    high = Math.imul(high ^ low ^ unit, 0x85ebca77)
    high ^= high >>> 13
  }
  return (high >>> 0).toString(16).padStart(8, '0') + (low >>> 0).toString(16).padStart(8, '0')
}
