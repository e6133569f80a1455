import { Argument, Command, InvalidArgumentError, Option } from 'commander'
import { type MeasureName, measureNames } from './report/section.ts'

/** What the command was asked to do. */
export interface Arguments {
  measures: readonly MeasureName[]
  isShort: boolean
  rounds?: number | undefined
}

/**
 * Reads the command's arguments.
 *
 * @param explain told what is wrong with them; default: standard error is
 * @throws {CommanderError} they are wrong, or help was asked for; what there is to say is said by then
 */
export function readArguments(
  argv: readonly string[],
  explain = (text: string): void => void process.stderr.write(text),
): Arguments {
  const command = new Command('bench')
    .description('Measures this project beside what a user would pick instead.')
    .addArgument(new Argument('[measure]', 'what to measure; all without it').choices(measureNames))
    .addOption(
      new Option('--short', 'few iterations, of what needs no peers; writes nothing; for CI').default(false),
    )
    .addOption(new Option('--rounds <count>', 'how often each subject is measured').argParser(wholeNumber))
    .configureOutput({ writeErr: explain })
    .exitOverride()
    .parse(argv, { from: 'user' })
  const { short: isShort, rounds } = command.opts<{ short: boolean; rounds?: number }>()
  const [measure] = command.processedArgs as [MeasureName | undefined]
  return { measures: measure === undefined ? measureNames : [measure], isShort, rounds }
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text))
    throw new InvalidArgumentError('It has to be a whole number from 1 to 9999.')
  return Number(text)
}
