import { CommanderError } from 'commander'
import { type Arguments, readArguments } from './arguments.ts'
import { measures } from './measures/all.ts'
import { appFolder, installPeers } from './peers.ts'
import { writeReport } from './report/files.ts'
import { circumstances } from './report/machine.ts'
import { tableOf } from './report/markdown.ts'
import type { Section } from './report/section.ts'
import { builtIn, subjects } from './subjects/all.ts'

function show({ title, targets, ahead, failures, ...table }: Section): void {
  console.log(`\n${title}\n\n${tableOf(table)}`)
  for (const { text, figure, isMet } of targets) {
    console.log(`${isMet ? 'met:    ' : 'NOT MET:'} ${text} – ${figure}`)
  }
  for (const line of ahead) console.log(`ahead:   ${line}`)
  for (const failure of failures) console.error(`FAILED:  ${failure}`)
}

/** Takes the measures asked for, one after another; false if one fails. */
async function run({ measures: names, isShort, rounds }: Arguments): Promise<boolean> {
  if (!isShort) await installPeers()
  const measured = isShort ? builtIn : subjects
  let isGood = true
  for (const name of names) {
    console.error(`Measuring ${name} …`)
    const taken = await measures[name]({ subjects: measured, isShort, rounds })
    // Few iterations say nothing about targets; bytes are bytes.
    const section = isShort && name !== 'size' ? { ...taken, targets: [], ahead: [] } : taken
    show(section)
    isGood &&= section.failures.length === 0
    if (isShort) continue
    await writeReport(appFolder, { [name]: { ...section, circumstances: await circumstances(measured) } })
  }
  return isGood
}

try {
  if (!(await run(readArguments(process.argv.slice(2))))) process.exitCode = 1
} catch (error) {
  // It has been explained already.
  if (!(error instanceof CommanderError)) throw error
  process.exitCode = error.exitCode
}
