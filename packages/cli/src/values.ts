import { InvalidArgumentError } from 'commander'

/** US dollars. */
export function amount(text: string): number {
  if (!/^\$?\d+(\.\d+)?$/.test(text)) throw new InvalidArgumentError('It must be an amount in US dollars.')
  return Number(text.replace('$', ''))
}

/** An integer from 1. */
export function count(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be an integer from 1.')
  return Number(text)
}

/** `on` or `off`. */
export function onOff(text: string): boolean {
  if (!/^(on|off)$/.test(text)) throw new InvalidArgumentError('It must be on or off.')
  return text === 'on'
}

const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Milliseconds, from `30s`, `5m`, `2h` or `7d`. */
export function duration(text: string): number {
  const [, digits = '', unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? []
  if (digits === '') throw new InvalidArgumentError('It must be a time such as 30s, 5m, 2h or 7d.')
  return Number(digits) * units[unit as keyof typeof units]
}

/** A time: `2h` for two hours ago, or as in ISO 8601. */
export function time(text: string): Date {
  if (/^\d+[smhd]$/.test(text)) return new Date(Date.now() - duration(text))
  const date = new Date(text)
  if (!/^\d{4}-\d\d-\d\d/.test(text) || Number.isNaN(date.getTime())) {
    throw new InvalidArgumentError('It must be a time such as 2h (ago), 2026-11-27 or 2026-11-27T12:00:00Z.')
  }
  return date
}

/** Values of an option that is given several times. */
export const collect = (text: string, before: readonly string[] = []): string[] => [...before, text]
