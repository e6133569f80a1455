import tseslint from 'typescript-eslint'

// Biome formats and lints; what is here needs the types.
export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/*.js', '*.config.ts'] },
  {
    files: ['packages/*/src/**/*.ts', 'packages/emulator/inbox/**/*.{ts,tsx}'],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { projectService: true } },
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
  },
)
