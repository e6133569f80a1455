/** How a README begins. */
export interface FirstProgram {
  /** The packages that its installation lines name. */
  packages: string[]
  code: string
}

/**
 * Reads a README's first program: its first block of TypeScript or JavaScript, and the `npm install` lines before it.
 *
 * @throws {Error} it has no such block, or no installation line before it
 */
export function firstProgramOf(markdown: string): FirstProgram {
  const blocks = [...markdown.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', text = '']) => ({
    language,
    text,
  }))
  const index = blocks.findIndex(({ language }) => /^(ts|js|typescript|javascript)$/.test(language))
  const code = blocks[index]?.text
  if (code === undefined) throw new Error('It has no program: no block of TypeScript or JavaScript.')
  const packages = blocks
    .slice(0, index)
    .filter(({ language }) => language === 'sh')
    .flatMap(({ text }) => [...text.matchAll(/^npm install (.+)$/gm)])
    .flatMap(([, words = '']) => words.trim().split(/\s+/))
    .filter((word) => !word.startsWith('-'))
  if (packages.length === 0) throw new Error('It has no line "npm install …" before its first program.')
  return { packages, code }
}
