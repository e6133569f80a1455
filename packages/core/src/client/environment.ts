/** The value of an environment variable, where there are any. */
export function environment(name: string): string | undefined {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } }
  try {
    // A key pasted into a file often ends with a line break.
    return process?.env?.[name]?.trim() || undefined
  } catch {
    return undefined // Deno without the permission to read the environment
  }
}
