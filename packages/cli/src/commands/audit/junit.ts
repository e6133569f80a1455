import type { AccountState } from './account.ts'
import { checks, type Finding } from './checks.ts'

/** A JUnit report with a test case for each check: it fails with what was found, and passes if nothing was. */
export function junitReport({ numbers }: AccountState, findings: readonly Finding[]): string {
  const cases = checks.map(({ name }) => {
    const found = findings.filter(({ check }) => check === name)
    const text = found
      .map(
        ({ subject, label, problem, fix }) =>
          `${subject}${label ? ` (${label})` : ''}: ${problem} Fix: ${fix}`,
      )
      .join('\n')
    const testCase = `    <testcase classname="flowroute.audit" name="${escaped(name)}"`
    if (found.length === 0) return `${testCase}/>`
    const message = `${found.length} found`
    return `${testCase}>\n      <failure type="${found[0]?.severity}" message="${message}">${escaped(text)}</failure>\n    </testcase>`
  })
  const failures = new Set(findings.map(({ check }) => check)).size
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites tests="${checks.length}" failures="${failures}">`,
    `  <testsuite name="flowroute audit of ${numbers.length} numbers" tests="${checks.length}" failures="${failures}">`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
  ].join('\n')
}

/** Text as XML; control characters, which XML cannot have, are left out. */
const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
