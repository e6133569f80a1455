import type { Failure } from './failure.ts'
import type { Output } from './output.ts'
import type { Report } from './reports.ts'

/** What is shown under the editor. */
export interface Transcript {
  readonly status: 'new' | 'running' | 'listening' | 'ended' | 'failed' | 'stopped'
  /** The status in words. */
  readonly sentence: string
  readonly lines: readonly Output[]
  readonly failures: readonly Failure[]
}

/** Before a program was run, and when it has just been started. */
export function newTranscript(status: 'new' | 'running'): Transcript {
  return { status, sentence: status === 'running' ? 'Running …' : '', lines: [], failures: [] }
}

/**
 * A transcript after one more report.
 *
 * @param milliseconds since the program was started
 */
export function transcribe(before: Transcript, report: Report, milliseconds: number): Transcript {
  const seconds = `${(milliseconds / 1_000).toFixed(1)} s`
  switch (report.kind) {
    case 'output':
      return { ...before, lines: [...before.lines, report.output] }
    case 'listening':
      return {
        ...before,
        status: 'listening',
        sentence: 'Listening. Write to a number of the account in the inbox, as a customer.',
      }
    case 'ended':
      // Something failed after the program's last line.
      if (before.status === 'failed') return before
      return { ...before, status: 'ended', sentence: `Ended after ${seconds}.` }
    case 'failed': {
      const after = { ...before, failures: [...before.failures, report.failure] }
      // A handler is there still.
      if (before.status === 'listening') return after
      return { ...after, status: 'failed', sentence: `Failed after ${seconds}.` }
    }
  }
}

/** A transcript of a program that was stopped; of one that has ended it stays as it is. */
export function endTranscript(before: Transcript): Transcript {
  const isBusy = before.status === 'running' || before.status === 'listening'
  return isBusy ? { ...before, status: 'stopped', sentence: 'Stopped.' } : before
}
