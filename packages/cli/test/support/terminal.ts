import process from 'node:process'
import { stripVTControlCharacters } from 'node:util'
import { type IPty, spawn } from '@lydell/node-pty'
import { commandFile, environment } from './command.ts'

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

  /** What is on it, without colours and the like. */
  get text(): string {
    return stripVTControlCharacters(this.screen)
  }

  type(text: string): void {
    this.#pty.write(text)
  }
}
