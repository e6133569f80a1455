/** By their files: these packages are no dependencies of this one, not even for its development. */
export { createEmulator, startEmulator } from '../../emulator/src/index.ts'
export { Messages } from '../../messages/src/index.ts'
