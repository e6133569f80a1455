export type { EdgeStrategy, Route } from './entities.ts'
export type { CreateOptions, ListOptions, RouteType, UpdateOptions } from './options.ts'
export { Routes } from './routes.ts'
