export type { AvailableNumber, Npa, NpaNxx, NumberRoute, PhoneNumber, Route } from './entities.ts'
export { NumbersV1 } from './numbers-v1.ts'
export type {
  BillingMethod,
  CreateRouteOptions,
  ListOptions,
  NpaNxxOptions,
  PurchaseOptions,
  RouteReference,
  RouteType,
  SearchOptions,
} from './options.ts'
export { v1Signer } from './signature.ts'
