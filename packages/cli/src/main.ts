#!/usr/bin/env node
import process from 'node:process'
import { version } from '../package.json'

const args = process.argv.slice(2)

// Answered without loading anything else: scripts ask for the version before every run.
if (args.length === 1 && /^(-V|--version)$/.test(args[0] ?? '')) process.stdout.write(`${version}\n`)
else void import('./start.ts').then(({ start }) => start(args, version))
