type Listener = (message: unknown) => void

/** The part of `node:diagnostics_channel` that is used. */
export interface DiagnosticsChannels {
  subscribe(name: string, listener: Listener): void
  unsubscribe(name: string, listener: Listener): boolean
}

/** Node's diagnostics channels; undefined in browsers and wherever else they do not exist. */
export function diagnosticsChannels(): DiagnosticsChannels | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } }
  return process?.getBuiltinModule?.('node:diagnostics_channel') as DiagnosticsChannels | undefined
}
