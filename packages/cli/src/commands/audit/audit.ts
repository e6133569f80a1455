import type { Action } from '../../command.ts'
import { refused, usage } from '../../failures.ts'
import { coloursFor } from '../../output/colours.ts'
import { Progress } from '../../output/progress.ts'
import { readAccount } from './account.ts'
import { findAll, type Severity } from './checks.ts'
import { textReport } from './text-report.ts'

interface Options {
  failOn?: Severity
  junit?: true
}

/** What is at least as bad. */
const atLeast: Record<Severity, readonly Severity[]> = {
  error: ['error'],
  warning: ['error', 'warning'],
  info: ['error', 'warning', 'info'],
}

/** Reports what is wrong on the account, or costs money in vain. */
export const audit: Action<Options> = async (session, { failOn, junit, json, csv }) => {
  if (junit && (json || csv)) throw usage('--junit excludes --json and --csv.')
  const { printer, context, request } = session
  const client = await session.client()
  const progress = new Progress(context, 'Reading the account …')
  const account = await readAccount(client, request, (count) =>
    progress.update(`Reading the account … ${count} numbers`),
  ).finally(() => progress.end())
  const findings = findAll(account)
  if (junit) {
    const { junitReport } = await import('./junit.ts')
    printer.text(junitReport(account, findings))
  } else if (printer.format === 'table') {
    const width = context.stdout.columns || 80
    const report = textReport(findings, { width, colours: coloursFor(context.stdout, context) })
    if (report !== '') context.stdout.write(`${report}\n\n`)
  } else {
    await printer.list(findings, ['severity', 'subject', 'label', 'problem', 'fix'])
  }
  const counts = (['error', 'warning', 'info'] as const)
    .map((severity) => `${findings.filter((finding) => finding.severity === severity).length} ${severity}`)
    .join(', ')
  printer.note(`${account.numbers.length} numbers looked at: ${counts}.`)
  if (failOn !== undefined && findings.some(({ severity }) => atLeast[failOn].includes(severity))) {
    throw refused(`There are findings of severity ${atLeast[failOn].join(' or ')}.`)
  }
}
