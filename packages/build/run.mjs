#!/usr/bin/env node
/**
 * Runs a TypeScript program of this repository without a build: bundles it from the sources of our packages, which takes
 * about a second, and starts it. Prints nothing itself.
 *
 * usage: node packages/build/run.mjs <entry> [arguments of the program]
 */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../../', import.meta.url))
// Inside node_modules, where packages that stay outside the bundle are found.
const folder = join(root, 'node_modules/.cache/flowroute-run')

/** Bundles a module, imports it, and removes the bundle. */
async function run(entry, options) {
  const { outputFiles } = await build({
    entryPoints: [join(root, entry)],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['flowroute-source'],
    // Dependencies in CommonJS need `require` for the modules of Node.js.
    banner: {
      js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
    },
    write: false,
    logLevel: 'error',
    ...options,
  })
  // Programs that are started at the same time must not overwrite each other's bundle.
  const file = join(folder, `${entry.replaceAll(/\W+/g, '-')}-${process.pid}.mjs`)
  await mkdir(folder, { recursive: true })
  await writeFile(file, outputFiles[0].contents)
  try {
    return await import(pathToFileURL(file).href)
  } finally {
    await rm(file)
  }
}

const [entry, ...programArguments] = process.argv.slice(2)
const inbox = 'packages/emulator/build/inbox.ts'
const { inboxPage } = await run(inbox, {
  external: ['esbuild'],
  // It finds the sources of the page from its own place.
  define: { 'import.meta.url': JSON.stringify(pathToFileURL(join(root, inbox)).href) },
})
process.argv = [process.argv[0], resolve(entry), ...programArguments]
await run(entry, { plugins: [inboxPage], sourcemap: 'inline' })
