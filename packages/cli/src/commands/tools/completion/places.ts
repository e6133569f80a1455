import type { Command, Help } from 'commander'

/** A command, and what may be written after it. */
export interface Place {
  /** `numbers search`; empty for the program itself. */
  path: string
  words: readonly Word[]
}

/** A command or an option. */
export interface Word {
  /** `search`, `--state`. */
  name: string
  description: string
  /** Whether a value follows. */
  takesValue: boolean
  /** The values an option has. */
  choices: readonly string[]
}

/** All places of a command line. */
export function placesOf(program: Command): Place[] {
  return placesIn(program, program.createHelp(), [])
}

function placesIn(command: Command, help: Help, path: readonly string[]): Place[] {
  const inner = help.visibleCommands(command)
  const commands = inner.map((entry) => ({
    name: entry.name(),
    description: entry.description(),
    takesValue: false,
    choices: [],
  }))
  const options = help
    .visibleOptions(command)
    .flatMap(({ long, description, required, argChoices = [] }) =>
      long ? [{ name: long, description, takesValue: required, choices: argChoices }] : [],
    )
  const own = { path: path.join(' '), words: [...commands, ...options] }
  return [own, ...inner.flatMap((entry) => placesIn(entry, help, [...path, entry.name()]))]
}

/** What a loop over the words so far matches: the place it is at, and the word that leads to the next. */
export const steps = (places: readonly Place[]): string[] =>
  places.flatMap(({ path }) => (path === '' ? [] : [path.includes(' ') ? path : ` ${path}`]))
