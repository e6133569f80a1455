import { type Argument, Command } from 'commander'
import type { Run } from './command.ts'
import { addAccountCommands } from './commands/account.ts'
import { addApi } from './commands/api.ts'
import { addAudit } from './commands/audit.ts'
import { addCdrs } from './commands/cdrs.ts'
import { addCnam } from './commands/cnam.ts'
import { addE911 } from './commands/e911.ts'
import { addMessages } from './commands/messages.ts'
import { addNumbers } from './commands/numbers.ts'
import { addOutbox } from './commands/outbox.ts'
import { addPorts } from './commands/ports.ts'
import { addRoutes } from './commands/routes.ts'
import { addTools } from './commands/tools.ts'
import { addWebhooks } from './commands/webhooks.ts'
import type { Context } from './context.ts'
import { reportError } from './report-error.ts'

/** Runs a command line; gives the exit code. */
export async function runProgram(
  args: readonly string[],
  version: string,
  context: Context,
): Promise<number> {
  try {
    await createProgram(version, context).parseAsync(args, { from: 'user' })
    return 0
  } catch (error) {
    return reportError(error, context)
  }
}

/** All commands, by the heading that the help has for them. */
const groups: readonly (readonly [
  heading: string,
  add: readonly ((program: Command, run: Run) => void)[],
])[] = [
  ['Account:', [addAccountCommands]],
  ['Resources:', [addNumbers, addRoutes, addMessages, addE911, addCnam, addPorts, addCdrs]],
  ['Campaigns and webhooks:', [addOutbox, addWebhooks]],
  ['Tools:', [addAudit, addApi, addTools]],
]

/** Builds the tree of commands. What they do is loaded when they run, so that the command starts at once. */
function createProgram(version: string, context: Context): Command {
  const program = new Command('flowroute')
    .description('The Flowroute account from a shell.')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void context.stdout.write(text),
      writeErr: (text) => void context.stderr.write(text),
      getOutHelpWidth: () => context.stdout.columns || 80,
      getErrHelpWidth: () => context.stderr.columns || 80,
    })
    // Shorter than "search [options]", which leaves no room for the description in 80 columns.
    .configureHelp({
      subcommandTerm: (command) => [command.name(), ...command.registeredArguments.map(termOf)].join(' '),
    })
    .showHelpAfterError('Help: add --help')
  const run = runner(context)
  for (const [heading, additions] of groups) {
    program.commandsGroup(heading)
    for (const add of additions) add(program, run)
  }
  return program
}

function termOf(argument: Argument): string {
  const name = argument.name() + (argument.variadic ? '...' : '')
  return argument.required ? `<${name}>` : `[${name}]`
}

function runner(context: Context): Run {
  return (load) =>
    async (...args) => {
      const command = args.pop() as Command
      const values = args.slice(0, -1)
      const [action, { Session }] = await Promise.all([load(), import('./session.ts')])
      const options = command.optsWithGlobals()
      await (action as (...all: unknown[]) => Promise<void>)(
        new Session(context, options),
        options,
        ...values,
      )
    }
}
