import type { Colours } from '../../output/colours.ts'
import { sanitizeLine } from '../../output/sanitize.ts'
import type { Finding, Severity } from './checks.ts'

/** Findings for people, in their order: each check once, with all that it found, and the command that mends the first. */
export function textReport(
  findings: readonly Finding[],
  { width, colours }: { width: number; colours: Colours },
): string {
  const { bold, dim, red, yellow, blue } = colours
  const marks: Record<Severity, string> = {
    error: red('error  '),
    warning: yellow('warning'),
    info: blue('info   '),
  }
  const indent = ' '.repeat(9)
  const blocks = [...new Set(findings.map(({ check }) => check))].flatMap((name) => {
    const found = findings.filter(({ check }) => check === name)
    const [first] = found
    if (first === undefined) return []
    const subjects = found.map(({ subject, label }) =>
      label ? `${subject} (${sanitizeLine(label)})` : subject,
    )
    const [title = '', ...more] = wrap(sanitizeLine(first.problem), width - indent.length)
    return [
      [
        `${marks[first.severity]}  ${bold(title)}`,
        ...more.map((line) => indent + bold(line)),
        ...wrap(subjects.join(', '), width - indent.length).map((line) => indent + line),
        indent + dim(first.fix),
      ].join('\n'),
    ]
  })
  return blocks.join('\n\n')
}

/** Lines of at most so many characters, broken between words; a longer word has a line of its own. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}
