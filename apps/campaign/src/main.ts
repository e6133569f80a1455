#!/usr/bin/env node
import { writeFile } from 'node:fs/promises'
import { Command, InvalidArgumentError } from 'commander'
import { serve } from './endurance/server.ts'
import { tryEndurance } from './endurance.ts'
import { Leftovers } from './leftovers.ts'
import { type Part, parts, tryParts } from './parts.ts'
import { summaryOf, type Tally } from './tally.ts'

/** Names by commas, which within a name are followed by a blank. */
const list = (text: string): string[] => text.split(/,(?! )/)

function partsIn(text: string): Part[] {
  const wrong = list(text).filter((name) => !(parts as readonly string[]).includes(name))
  if (wrong.length > 0) throw new InvalidArgumentError(`The parts are ${parts.join(', ')}.`)
  return list(text) as Part[]
}

function count(text: string): number {
  const number = Number(text)
  if (Number.isSafeInteger(number) && number > 0) return number
  throw new InvalidArgumentError('It must be an integer from 1.')
}

interface Options {
  only: Part[]
  methods?: string[]
  faults?: string[]
  runs: number
  seed: number
  run?: number
  endurance?: number | true
  results?: string
}

async function campaign(options: Options): Promise<void> {
  const leftovers = new Leftovers()
  const { endurance, results, seed } = options
  const million = 1_000_000
  const requests = endurance === true ? million : endurance
  const tallies: Tally[] =
    requests === undefined
      ? await tryParts(options)
      : await tryEndurance({ requests, records: Math.min(requests, million), seed })
  tallies.push(await leftovers.end())
  const complaints = tallies.flatMap(({ complaints }) => complaints)
  for (const complaint of complaints) console.log(complaint)
  console.log(summaryOf(tallies))
  if (results !== undefined) await writeFile(results, `${JSON.stringify({ seed, tallies }, null, 2)}\n`)
  process.exitCode = complaints.length === 0 ? 0 : 1
}

const program = new Command('campaign')
  .description(
    'Every public method against every way a server can misbehave; exits with 1 when anything is wrong.',
  )
  .option('--only <parts>', `only these: ${parts.join(', ')}`, partsIn, [...parts])
  .option('--methods <names>', 'only these, such as Messages.send,Numbers.get', list)
  .option('--faults <names>', 'only these, such as 503,silence', list)
  .option('--runs <number>', 'writes under random faults, and calls on one signal', count, 10_000)
  .option('--seed <number>', 'what is drawn at random is the same for the same seed', count, Date.now())
  .option('--run <number>', 'only the emulator of that run of the writes, up to it', count)
  .option('--endurance [requests]', 'instead of all that: very many requests, a million by default', count)
  .option('--results <file>', 'write the figures there, as JSON')
  .action(campaign)

program
  .command('serve', { hidden: true })
  .argument('<seed>', '', count)
  .argument('<records>', '', count)
  .action(serve)

program.parseAsync().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
