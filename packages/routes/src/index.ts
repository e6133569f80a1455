export type { CreateOptions, ListOptions, RouteType, UpdateOptions } from './options.ts'
export { Routes } from './routes.ts'
export type { EdgeStrategy, Route } from './schemas.ts'
