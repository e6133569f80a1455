#!/usr/bin/env node
import process from 'node:process'
import { runCommand } from './command.ts'

const stop = new AbortController()

for (const [signal, number] of [
  ['SIGINT', 2],
  ['SIGTERM', 15],
] as const) {
  process.on(signal, () => {
    // Whoever asks twice does not want to wait. What a shell gives a program that a signal has ended is 128 and more.
    if (stop.signal.aborted) process.exit(128 + number)
    stop.abort()
  })
}

// Whoever read the output may have gone; that is no reason to lose what the emulator holds.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

const io = {
  write: (text: string) => void process.stdout.write(text),
  writeError: (text: string) => void process.stderr.write(text),
  stop: stop.signal,
}
void runCommand(process.argv.slice(2), io).then((code) => {
  process.exitCode = code
})
