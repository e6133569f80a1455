export type { Callback, CallbackKind } from '@flowroute/core/resource'
export type {
  AreaCode,
  AvailableNumber,
  Exchange,
  NumberCallerName,
  NumberEmergencyAddress,
  NumberRoute,
  PhoneNumber,
  ProvisionedNumbers,
  Provisioning,
  Tier,
} from './entities.ts'
export { Numbers } from './numbers.ts'
export type {
  AreaCodeOptions,
  DigitFilters,
  ExchangeOptions,
  ListOptions,
  OrderKey,
  ProvisioningOptions,
  PurchaseOptions,
  SearchOptions,
  UpdateOptions,
} from './options.ts'
