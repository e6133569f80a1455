import { Command } from 'commander'
import { measureSizes } from './size.ts'

const command = new Command('bench').description('Measures this project.')

command
  .command('size', { isDefault: true })
  .description('Bundle sizes: esbuild --bundle --minify --format=esm --platform=neutral, gzip -9')
  .action(async () => {
    const sizes = await measureSizes()
    console.table(
      Object.fromEntries(
        sizes.map(({ name, minified, gzipped, limit }) => [
          name,
          { 'minified (bytes)': minified, 'gzipped (bytes)': gzipped, limit },
        ]),
      ),
    )
    const over = sizes.filter(({ gzipped, limit }) => gzipped > limit)
    for (const { name, gzipped, limit } of over) console.error(`${name} has ${gzipped} bytes, over ${limit}`)
    if (over.length > 0) process.exitCode = 1
  })

await command.parseAsync()
