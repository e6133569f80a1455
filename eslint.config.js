import tseslint from 'typescript-eslint'

/** Sources, and the project that gives their types: one for all, since each would read the sources of the others again. */
const sources = [
  { files: ['packages/*/src/**/*.ts'], project: './packages/build/tsconfig.lint.json' },
  { files: ['packages/emulator/inbox/**/*.{ts,tsx}'], project: './packages/emulator/inbox/tsconfig.json' },
]

// Biome formats and lints; what is here needs the types.
export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/*.js', '*.config.ts'] },
  sources.map(({ files, project }) => ({
    files,
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { project, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/only-throw-error': 'error',
    },
  })),
)
