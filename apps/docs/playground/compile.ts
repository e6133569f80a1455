import { transform } from 'sucrase'

/** A program that a function can run: `require` and `exports` are its parameters. */
export interface Compiled {
  readonly code: string
  /** What it imports, each once. */
  readonly imports: readonly string[]
}

/**
 * Removes the types and turns imports into calls of `require`. Types are not checked. Lines stay where they are.
 *
 * @throws {SyntaxError} it cannot be read; the message has the line and column
 */
export function compile(source: string): Compiled {
  const { code } = transform(source, {
    transforms: ['typescript', 'imports'],
    // What the guides write runs in every browser that has module workers.
    disableESTransforms: true,
    production: true,
  })
  const imports = [...code.matchAll(/\brequire\('([^']+)'\)/g)].map(([, name = '']) => name)
  return { code, imports: [...new Set(imports)] }
}
