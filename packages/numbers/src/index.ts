export type { CallbackKind } from '@flowroute/core/resource'
export { Numbers } from './numbers.ts'
export type {
  AreaCodeOptions,
  DigitFilters,
  ExchangeOptions,
  ListOptions,
  OrderKey,
  PurchaseOptions,
  SearchOptions,
  UpdateOptions,
} from './options.ts'
export type { AreaCode, AvailableNumber, Exchange, PhoneNumber } from './schemas.ts'
