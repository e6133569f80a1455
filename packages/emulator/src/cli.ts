#!/usr/bin/env node
import process from 'node:process'
import { runCommand } from './command.ts'

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())

const io = {
  write: (text: string) => void process.stdout.write(text),
  writeError: (text: string) => void process.stderr.write(text),
  stop: stop.signal,
}
void runCommand(process.argv.slice(2), io).then((code) => {
  process.exitCode = code
})
