/** As people in North America write it; other numbers with a plus alone. */
export function phone(number: string): string {
  const digits = number.replace(/^\+/, '')
  const [, area, exchange, line] = /^1(\d{3})(\d{3})(\d{4})$/.exec(digits) ?? []
  return area === undefined ? `+${digits}` : `+1 ${area} ${exchange} ${line}`
}

const clockTime = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' })
const clockSeconds = new Intl.DateTimeFormat(undefined, {
  hour: 'numeric',
  minute: '2-digit',
  second: '2-digit',
})
const day = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' })
const dayOfYear = new Intl.DateTimeFormat(undefined, { year: 'numeric', month: 'short', day: 'numeric' })

/** Hours and minutes, in the reader's own time zone. */
export function timeOfDay(iso: string): string {
  return clockTime.format(new Date(iso))
}

export function timeWithSeconds(iso: string): string {
  return clockSeconds.format(new Date(iso))
}

export function date(iso: string): string {
  return dayOfYear.format(new Date(iso))
}

/** The day in words where that is shorter; `today` is a moment of the day that counts as today. */
export function dayInWords(iso: string, today: Date): string {
  const day = date(iso)
  if (day === date(today.toISOString())) return 'Today'
  const yesterday = new Date(today)
  yesterday.setDate(today.getDate() - 1)
  return day === date(yesterday.toISOString()) ? 'Yesterday' : day
}

/** The day without its year. */
export function dayOf(iso: string): string {
  return day.format(new Date(iso))
}

/** The day and the time to the second. */
export function moment(iso: string): string {
  const time = new Date(iso)
  return `${day.format(time)}, ${clockSeconds.format(time)}`
}

/** JSON with its lines set out; any other text as it is. */
export function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

/** `1 segment`, `2 segments`. */
export function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`
}
