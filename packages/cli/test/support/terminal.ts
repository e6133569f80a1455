import process from 'node:process'
import { stripVTControlCharacters } from 'node:util'
import { type IPty, spawn } from '@lydell/node-pty'
import { commandFile, environment } from './command.ts'

/** Ends each line that is erased. */
const erased = '\r\u001b[K'

/** A command on a terminal of 80 columns. */
export class Terminal {
  screen = ''
  readonly exitCode: Promise<number>
  readonly #pty: IPty

  constructor(pty: IPty) {
    this.#pty = pty
    pty.onData((text) => {
      this.screen += text
    })
    this.exitCode = new Promise((resolve) => pty.onExit(({ exitCode }) => resolve(exitCode)))
  }

  static async open(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Terminal> {
    const options = { cols: 80, rows: 40, env: environment({ TERM: 'xterm-256color', ...env }) }
    return new Terminal(spawn(process.execPath, [await commandFile(), ...args], options))
  }

  /** Waits until a text is on the screen. */
  async shows(text: string): Promise<void> {
    while (!this.text.includes(text)) {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  /** What is left on it, with its control characters: without progress, which only a slow machine shows. */
  get left(): string {
    const parts = this.screen.split(erased)
    const kept = parts.slice(0, -1).map((part) => part.slice(0, part.lastIndexOf('\n') + 1))
    return [...kept, parts.at(-1)].join('')
  }

  /** The lines that are left on it. */
  get lines(): string[] {
    return stripVTControlCharacters(this.left).trimEnd().split('\r\n')
  }

  /** What was ever on it, without colours and the like. */
  get text(): string {
    return stripVTControlCharacters(this.screen)
  }

  type(text: string): void {
    this.#pty.write(text)
  }
}
