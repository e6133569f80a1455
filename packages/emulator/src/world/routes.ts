import { notOnAccount, Problem, unprocessable } from '../problem.ts'
import type { RouteType, SavedRoutes } from '../saved/records.ts'
import { type Page, type PageRequest, pageOf } from '../values/page.ts'
import type { Random } from './random.ts'

/** What a route is made of. */
export interface RouteAttributes {
  alias: string
  routeType: RouteType
  value: string | null
  edgeStrategyId: number | null
}

export interface Route extends RouteAttributes {
  readonly id: string
}

/** The route that every account has and every new number uses. */
export const builtInRouteId = '0'

/** The account's inbound voice routes. */
export class Routes {
  readonly #routes = new Map<string, Route>([
    [
      builtInRouteId,
      { id: builtInRouteId, alias: 'sip-reg', routeType: 'sip-reg', value: null, edgeStrategyId: null },
    ],
  ])
  #nextId: number

  constructor(random: Random) {
    this.#nextId = random.integer(80_000, 99_999)
  }

  get(id: string): Route {
    const found = this.#routes.get(id)
    if (found === undefined) throw notOnAccount()
    return found
  }

  /** The route of that alias, of which there is never more than one. */
  findByAlias(alias: string): Route | undefined {
    return [...this.#routes.values()].find((route) => route.alias === alias)
  }

  /** The routes in the order they were made, the built-in one first. */
  list(routeType: RouteType | undefined, page: PageRequest): Page<Route> {
    const all = [...this.#routes.values()]
    return pageOf(routeType === undefined ? all : all.filter((route) => route.routeType === routeType), page)
  }

  create(attributes: RouteAttributes): Route {
    this.#checkAlias(attributes.alias, undefined)
    const route = { ...attributes, id: String(this.#nextId++) }
    this.#routes.set(route.id, route)
    return route
  }

  update(route: Route, attributes: RouteAttributes): Route {
    this.#checkAlias(attributes.alias, route)
    return Object.assign(route, attributes)
  }

  delete(route: Route): void {
    this.#routes.delete(route.id)
  }

  /** The route of that id when it is one that the account made. */
  getOwn(id: string): Route {
    if (id === builtInRouteId) {
      const detail = 'The built-in sip-reg route cannot be changed or deleted.'
      throw new Problem(403, detail, { title: 'ActionNotAuthorizedError' })
    }
    return this.get(id)
  }

  /** Without the built-in one, which every account has. */
  save(): SavedRoutes {
    const made = [...this.#routes.values()].filter(({ id }) => id !== builtInRouteId)
    return { nextId: this.#nextId, made: made.map((route) => ({ ...route })) }
  }

  restore({ nextId, made }: SavedRoutes): void {
    this.#nextId = nextId
    for (const route of made) this.#routes.set(route.id, route)
  }

  #checkAlias(alias: string, self: Route | undefined): void {
    for (const route of this.#routes.values()) {
      if (route !== self && route.alias === alias) {
        throw unprocessable(`alias must be unique: route ${route.id} is named "${alias}" already.`)
      }
    }
  }
}
