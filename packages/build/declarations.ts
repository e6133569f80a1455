import { readFile, writeFile } from 'node:fs/promises'
import { basename, extname, join, resolve } from 'node:path'
import { rollup } from 'rollup'
import { dts } from 'rollup-plugin-dts'

/**
 * Writes the declarations of a package, one file for each entry, twice: for `import` and for `require`. Their maps lead
 * an editor's "go to definition" to the sources, which are published too.
 *
 * @param entries sources, such as `src/index.ts`, in the current folder
 * @param folder where to
 */
export async function writeDeclarations(entries: readonly string[], folder: string): Promise<void> {
  const input = Object.fromEntries(entries.map((entry) => [basename(entry, extname(entry)), resolve(entry)]))
  const bundle = await rollup({
    input,
    external: (id) => !id.startsWith('.') && !id.startsWith('/'),
    plugins: [
      dts({ tsconfig: resolve('tsconfig.json'), sourcemap: true, compilerOptions: { skipLibCheck: true } }),
    ],
    onwarn(warning) {
      // An entry that is a program, such as a command, declares nothing.
      if (warning.code !== 'EMPTY_BUNDLE') throw new Error(warning.message)
    },
  })
  const { output } = await bundle.generate({
    // Nothing is written here: this is what the sources' paths in maps are relative to.
    dir: resolve(folder),
    format: 'es',
    entryFileNames: '[name].d.ts',
    chunkFileNames: '[name].d.ts',
    sourcemap: true,
    sourcemapExcludeSources: true,
  })
  await bundle.close()
  const empty = output.filter((file) => file.type === 'chunk' && file.exports.length === 0)
  for (const file of output) {
    if (empty.some(({ fileName }) => file.fileName.startsWith(fileName))) continue
    const text = file.type === 'chunk' ? file.code : String(file.source)
    await writeFile(join(folder, file.fileName), text)
    await writeFile(join(folder, file.fileName.replace('.d.ts', '.d.cts')), forRequire(text))
  }
  const written = await readFile(join(folder, 'index.d.ts'), 'utf8')
  if (!written.includes('export')) throw new Error(`${folder}/index.d.ts declares nothing`)
}

/** The same for CommonJS, where neighbours have other names. */
const forRequire = (text: string): string =>
  text
    .replace(/((?:from|import) '\.\/[^']+)\.js'/g, "$1.cjs'")
    .replace('.d.ts.map', '.d.cts.map')
    .replace(/("file":"[^"]+)\.d\.ts"/, '$1.d.cts"')
