export { createEmulator, type Emulator, type EmulatorOptions } from './emulator.ts'
export { type EmulatorServer, type ServerOptions, startEmulator } from './server.ts'
export type { Clock } from './world/clock.ts'
export type { CnamReview } from './world/cnams.ts'
