import type { Command } from 'commander'
import type { Run } from '../command.ts'

/** Adds `emulator` and `completion`. */
export function addTools(program: Command, run: Run): void {
  program
    .command('emulator')
    .description('start a local Flowroute, without account and cost')
    .argument('[options...]', 'those of the emulator: "flowroute emulator --help" lists them')
    // They are read by the emulator's own command.
    .allowUnknownOption()
    .helpOption(false)
    .action(run(() => import('./tools/emulator.ts').then(({ emulator }) => emulator)))
  program
    .command('completion')
    .description('print a script that completes commands and options in a shell')
    .argument('<shell>', 'bash, zsh, fish or powershell')
    .action(run(() => import('./tools/completion.ts').then(({ completion }) => completion(program))))
}
