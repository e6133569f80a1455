/**
 * The MD5 of some bytes (RFC 1321), which Web Crypto does not have.
 *
 * The signature of v1 contains it. MD5 protects nothing here; the HMAC around it does.
 */
export function md5(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const words = padded(bytes)
  const state = new DataView(new ArrayBuffer(16))
  let [a, b, c, d] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]
  for (let block = 0; block < words.byteLength; block += 64) {
    const before = [a, b, c, d] as const
    for (let step = 0; step < 64; step++) {
      const round = step >> 4
      const [mixed, word] = mix(round, step, b, c, d)
      const sum = a + mixed + words.getUint32(block + (word % 16) * 4, true) + sineOf(step)
      const shift = shifts[round]?.[step % 4] ?? 0
      ;[a, d, c, b] = [d, c, b, (b + ((sum << shift) | ((sum | 0) >>> (32 - shift)))) | 0]
    }
    ;[a, b, c, d] = [(a + before[0]) | 0, (b + before[1]) | 0, (c + before[2]) | 0, (d + before[3]) | 0]
  }
  for (const [index, word] of [a, b, c, d].entries()) state.setUint32(index * 4, word, true)
  return new Uint8Array(state.buffer)
}

/** The bits by which the steps of each round rotate. */
const shifts = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
]

/** The function of a round, and the index of the word that a step adds. */
function mix(round: number, step: number, b: number, c: number, d: number): [mixed: number, word: number] {
  if (round === 0) return [(b & c) | (~b & d), step]
  if (round === 1) return [(b & d) | (c & ~d), 5 * step + 1]
  return round === 2 ? [b ^ c ^ d, 3 * step + 5] : [c ^ (b | ~d), 7 * step]
}

const sineOf = (step: number): number => Math.floor(Math.abs(Math.sin(step + 1)) * 2 ** 32)

/** The bytes, a one bit, zeros to the end of a block, and in its last eight bytes the number of bits. */
function padded(bytes: Uint8Array): DataView {
  const blocks = new Uint8Array((((bytes.length + 8) >> 6) + 1) << 6)
  blocks.set(bytes)
  blocks[bytes.length] = 0x80
  const view = new DataView(blocks.buffer)
  view.setUint32(blocks.length - 8, bytes.length << 3, true)
  view.setUint32(blocks.length - 4, Math.floor(bytes.length / 2 ** 29), true)
  return view
}
