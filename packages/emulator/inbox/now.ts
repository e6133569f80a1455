let ahead = 0
let standsAt: number | undefined

/** Takes over the emulator's time; a clock that does not run stands at it. */
export function setNow({ now, running }: { now: string; running: boolean }): void {
  const time = Date.parse(now)
  ahead = time - Date.now()
  standsAt = running ? undefined : time
}

/** The emulator's time. */
export function now(): Date {
  return new Date(standsAt ?? Date.now() + ahead)
}
