#!/usr/bin/env node
/**
 * Runs a TypeScript program of this repository without a build: bundles it from the sources of our packages, which takes
 * about a second, and starts it. Prints nothing itself.
 *
 * usage: node packages/build/run.mjs <entry> [arguments of the program]
 */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../../', import.meta.url))

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
  const folder = await folderFor(entry)
  // Programs that are started at the same time must not overwrite each other's bundle.
  const file = join(folder, `${entry.replaceAll(/\W+/g, '-')}-${process.pid}.mjs`)
  await writeFile(file, outputFiles[0].contents)
  try {
    return await import(pathToFileURL(file).href)
  } finally {
    await rm(file)
  }
}

/**
 * The folder of an entry's bundle: inside the node_modules of its package, where the dependencies that stay outside the
 * bundle are found. Bundles that killed processes have left there are removed.
 */
async function folderFor(entry) {
  const [kind, name] = entry.split(/[/\\]/)
  const folder = join(root, kind, name, 'node_modules/.cache/flowroute-run')
  await mkdir(folder, { recursive: true })
  for (const file of await readdir(folder)) {
    const pid = Number(/-(\d+)\.mjs$/.exec(file)?.[1])
    if (pid > 0 && !isAlive(pid)) await rm(join(folder, file), { force: true })
  }
  return folder
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0)
  } catch ({ code }) {
    // It is there, but another user's.
    return code === 'EPERM'
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
// libsql is a native module.
await run(entry, { plugins: [inboxPage], sourcemap: 'inline', external: ['libsql'] })
