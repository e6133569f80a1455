export { E911 } from './e911.ts'
export type { AddressNumber, EmergencyAddress } from './entities.ts'
export type { AddressChanges, AddressType, ListOptions, NewAddress } from './options.ts'
