#!/usr/bin/env node
import { writeFile } from 'node:fs/promises'
import { Command, InvalidArgumentError } from 'commander'
import { serve } from './endurance/server.ts'
import { runEndurance } from './endurance.ts'
import { ProcessWatch } from './process-watch.ts'
import { runRuntimes, runtimeNames } from './runtimes/run.ts'
import { runSuites, type Suite, suites } from './suites.ts'
import { comparisonOf, summaryOf, type Totals } from './totals.ts'
import { closeTransports, type TransportName, transports } from './transports.ts'
import { runWebhooks } from './webhooks.ts'

/** Names separated by commas; a comma before a space is part of a name. */
const list = (text: string): string[] => text.split(/,(?! )/)

/** A list of some of the known names. */
function namesAmong<Name extends string>(known: readonly Name[]): (text: string) => Name[] {
  return (text) => {
    const unknown = list(text).filter((name) => !(known as readonly string[]).includes(name))
    if (unknown.length > 0) throw new InvalidArgumentError(`The names are ${known.join(', ')}.`)
    return list(text) as Name[]
  }
}

function count(text: string): number {
  const number = Number(text)
  if (Number.isSafeInteger(number) && number > 0) return number
  throw new InvalidArgumentError('It must be an integer from 1.')
}

interface Options {
  only: Suite[]
  transport: TransportName[]
  methods?: string[]
  faults?: string[]
  runs: number
  seed: number
  run?: number
  endurance?: number | true
  runtimes?: string[] | true
  results?: string
}

const million = 1_000_000

async function main(options: Options): Promise<void> {
  if (options.runtimes !== undefined) return mainRuntimes(options)
  const processWatch = new ProcessWatch()
  const { endurance, results, seed, transport: names } = options
  const requests = endurance === true ? million : endurance
  const all: Totals[] = []
  for (const name of names) {
    const transport = transports[name]()
    const totals =
      requests === undefined
        ? await runSuites(options, name, transport)
        : await runEndurance({ requests, records: Math.min(requests, million), seed }, transport)
    for (const part of totals) all.push({ ...part, transport: name })
  }
  if (requests === undefined && options.only.includes('webhooks'))
    all.push(await runWebhooks(options.runs, seed))
  await closeTransports()
  all.push(await processWatch.end())
  await report(all, seed, results)
}

async function mainRuntimes({ runtimes, runs, seed, results }: Options): Promise<void> {
  const names = runtimes === true || runtimes === undefined ? runtimeNames : runtimes
  await report(await runRuntimes({ names, runs, seed }), seed, results)
}

/** Prints the figures and every problem; any problem is a failure. */
async function report(all: readonly Totals[], seed: number, results: string | undefined): Promise<void> {
  const problems = all.flatMap((totals) => totals.problems)
  for (const problem of problems) console.log(problem)
  if (all.some(({ transport }) => transport !== undefined)) console.log(comparisonOf(all))
  console.log(summaryOf(all))
  if (results !== undefined) await writeFile(results, `${JSON.stringify({ seed, totals: all }, null, 2)}\n`)
  process.exitCode = problems.length === 0 ? 0 : 1
}

const everyTransport = Object.keys(transports) as TransportName[]

const program = new Command('faults')
  .description(
    'Calls every public method while a server misbehaves in every way; exits with 1 on any problem.',
  )
  .option('--only <suites>', `only these: ${suites.join(', ')}`, namesAmong(suites), [...suites])
  .option(
    '--transport <names>',
    `over these: ${everyTransport.join(', ')}`,
    namesAmong(everyTransport),
    everyTransport,
  )
  .option('--methods <names>', 'only these, such as Messages.send,Numbers.get', list)
  .option('--faults <names>', 'only these, such as 503,silence', list)
  .option('--runs <number>', 'writes under random faults, and calls on one signal', count, 10_000)
  .option('--seed <number>', 'random choices are the same for the same seed', count, Date.now())
  .option('--run <number>', 'only the emulator of that run of the writes, up to it', count)
  .option('--endurance [requests]', 'instead of the suites: very many requests, a million by default', count)
  .option(
    '--runtimes [names]',
    `instead of the suites: writes, and faults that make a runtime repeat a request, in ${runtimeNames.join(', ')}`,
    namesAmong(runtimeNames),
  )
  .option('--results <file>', 'write the figures there, as JSON')
  .action(main)

program
  .command('serve', { hidden: true })
  .argument('<seed>', '', count)
  .argument('<records>', '', count)
  .action(serve)

program.parseAsync().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
