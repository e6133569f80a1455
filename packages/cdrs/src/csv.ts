import { dsvFormat } from 'd3-dsv'

/** The file is not well-formed CSV. */
export class MalformedCsv extends Error {}

const newline = 0x0a
const quote = 0x22

const { parseRows } = /* @__PURE__ */ dsvFormat(',')

/**
 * Cuts CSV into rows as it arrives.
 *
 * Each row is decoded and parsed by itself, so that a row that a program keeps does not keep its neighbours in memory:
 * a part of a text shares the memory of the whole.
 */
export class CsvReader {
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  readonly #maxRowBytes: number
  /** The beginning of a row whose end has not arrived. */
  #rest: Uint8Array = new Uint8Array(0)
  #isQuoted = false
  #hasQuotes = false
  /** How many rows have been read, the header included. */
  #count = 0

  /** @param maxRowBytes the most bytes that a row may have */
  constructor(maxRowBytes: number) {
    this.#maxRowBytes = maxRowBytes
  }

  /**
   * The rows that end in these bytes. It has to be read to its end before the next bytes are added.
   *
   * @throws {MalformedCsv} a row is too long, or its quotes make no sense
   */
  *add(chunk: Uint8Array): Generator<string[], void, undefined> {
    let scanned = this.#rest.byteLength
    const bytes = scanned === 0 ? chunk : concat(this.#rest, chunk)
    let start = 0
    // UTF-8 has these bytes for nothing but these characters.
    for (; scanned < bytes.length; scanned++) {
      const byte = bytes[scanned]
      if (byte === quote) {
        this.#isQuoted = !this.#isQuoted
        this.#hasQuotes = true
      } else if (byte === newline && !this.#isQuoted) {
        const row = this.#parse(bytes.subarray(start, scanned + 1))
        if (row !== undefined) yield row
        start = scanned + 1
      }
    }
    // A copy, which does not keep the rest of the bytes in memory.
    this.#rest = bytes.slice(start)
    this.#checkLength(this.#rest)
  }

  /**
   * The last row, where no line break follows it.
   *
   * @throws {MalformedCsv} it ends within quotes
   */
  end(): string[] | undefined {
    if (this.#isQuoted) throw new MalformedCsv(`row ${this.#count + 1} ends within quotes`)
    return this.#parse(this.#rest)
  }

  #parse(bytes: Uint8Array): string[] | undefined {
    this.#checkLength(bytes)
    let text = this.#decoder.decode(bytes)
    if (this.#count === 0 && text.startsWith('\uFEFF')) text = text.slice(1)
    if (text.trim() === '') return undefined
    this.#count++
    if (this.#hasQuotes) {
      this.#hasQuotes = false
      // The parser would make something of them all the same.
      if (text.replace(/(^|,)"(?:[^"]|"")*"(?=,|\r?\n$|$)/g, '$1').includes('"'))
        throw new MalformedCsv(`row ${this.#count} has a quote that neither begins nor ends a field`)
    }
    return parseRows(text)[0]
  }

  #checkLength({ byteLength }: Uint8Array): void {
    if (byteLength <= this.#maxRowBytes) return
    throw new MalformedCsv(`row ${this.#count + 1} is longer than ${this.#maxRowBytes} bytes (maxRowBytes)`)
  }
}

/** Two runs of bytes as one. */
export function concat(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(a.byteLength + b.byteLength)
  joined.set(a)
  joined.set(b, a.byteLength)
  return joined
}
