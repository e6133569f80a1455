import { describeCode, isAccepted } from './delivery-codes.ts'

/** What becomes of a message that is sent. */
export interface Outcome {
  /** The code of the receipt of level 2; null when there are no receipts at all. */
  code: number | null
  /** Milliseconds until that receipt comes. */
  delay: number
}

export const acceptanceDelay = 600

const lateDelay = 10 * 60_000

const acceptedByCarrier = 1003
export const optedOutCode = 1110

/** What a message says or is sent to in order to fail on purpose, by the word after `emulator:`. */
const words: Readonly<Record<string, Outcome>> = {
  'no-route': { code: 1106, delay: acceptanceDelay },
  landline: { code: 1116, delay: acceptanceDelay },
  spam: { code: 1150, delay: acceptanceDelay },
  expired: { code: 1006, delay: acceptanceDelay },
  'opted-out': { code: optedOutCode, delay: acceptanceDelay },
  'no-receipt': { code: null, delay: 0 },
  'late-receipt': { code: acceptedByCarrier, delay: lateDelay },
}

/** The last four digits of recipients that stand for something else than a code. */
const lines: Readonly<Record<string, Outcome | undefined>> = {
  '0000': words['no-receipt'],
  '0001': words['late-receipt'],
}

/** The recipient's carrier accepts it. */
export const usualOutcome: Outcome = { code: acceptedByCarrier, delay: acceptanceDelay }

/**
 * What a message asks for itself: to 1500555 and a code, or with `emulator:` and a word or the code in its text. 500 is no
 * area code of subscribers.
 */
export function outcomeAskedFor(to: string, body: string | null): Outcome | undefined {
  const [, line = ''] = /^1500555(\d{4})$/.exec(to) ?? []
  const [, word = ''] = /(?:^|\s)emulator:([a-z-]+|\d{4})(?=\s|$)/.exec(body ?? '') ?? []
  return lines[line] ?? words[word] ?? byCode(line) ?? byCode(word)
}

/** What a word after `emulator:` stands for. */
export function outcomeByWord(word: string): Outcome | undefined {
  return words[word]
}

/** Whether the message comes to the recipient. */
export function isDelivered({ code }: Outcome): boolean {
  return code === null || isAccepted(code)
}

function byCode(digits: string): Outcome | undefined {
  const code = Number(digits)
  return describeCode(code) === undefined ? undefined : { code, delay: acceptanceDelay }
}
