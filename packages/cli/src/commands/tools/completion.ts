import type { Command } from 'commander'
import type { Action } from '../../command.ts'
import { usage } from '../../failures.ts'
import { bash } from './completion/bash.ts'
import { fish } from './completion/fish.ts'
import { type Place, placesOf } from './completion/places.ts'
import { powershell } from './completion/powershell.ts'
import { zsh } from './completion/zsh.ts'

const shells: Readonly<Record<string, (places: readonly Place[]) => string>> = { bash, zsh, fish, powershell }

/** Prints the script of a shell, which has all commands and options in it: completing starts no process. */
export const completion =
  (program: Command): Action<object, [shell: string]> =>
  async ({ printer }, _, shell) => {
    const script = Object.hasOwn(shells, shell) ? shells[shell] : undefined
    if (script === undefined) throw usage(`The shell must be one of ${Object.keys(shells).join(', ')}.`)
    printer.text(script(placesOf(program)).trimEnd())
  }
