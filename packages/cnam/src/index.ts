export { Cnam } from './cnam.ts'
export type { ListOptions } from './options.ts'
export type { CnamAssignment, CnamNumber, CnamRecord } from './schemas.ts'
