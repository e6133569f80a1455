export { Cnam } from './cnam.ts'
export type { CnamAssignment, CnamNumber, CnamRecord } from './entities.ts'
export type { ListOptions } from './options.ts'
