#!/usr/bin/env node
/**
 * Runs turbo without its telemetry, and with everything it prints on stderr: stdout belongs to the program that a script
 * runs afterwards.
 *
 * usage: node packages/build/turbo.mjs <task> [options of turbo run]
 */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'

const turbo = createRequire(import.meta.url).resolve('turbo/bin/turbo')
const [task, ...options] = process.argv.slice(2)
const { status } = spawnSync(
  process.execPath,
  [turbo, 'run', task, '--output-logs=errors-only', ...options],
  {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' },
  },
)
process.exitCode = status ?? 1
