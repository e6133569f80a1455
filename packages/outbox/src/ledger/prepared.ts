import { type Compilable, type CompiledQuery, type Kysely, type RawBuilder, sql } from 'kysely'
import type { LedgerConnection } from './ledger.ts'
import type { Engine } from './migrations.ts'
import type { Tables } from './tables.ts'

/** Stands in a query for a value that each execution gives. */
class Placeholder {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/** How a query refers to a value that is given later, by its name. */
export type ValueOf<Values> = <Name extends keyof Values & string>(name: Name) => Values[Name]

/**
 * A query that is built and compiled once for each kind of database. That is most of what a query costs here, and every
 * message needs a dozen of them.
 *
 * @param build the query, with `value('name')` in place of each value
 * @returns executes the query with its values, in a transaction or outside
 */
export function prepared<Values extends object, Row>(
  build: (db: Kysely<Tables>, value: ValueOf<Values>, engine: Engine) => Compilable<Row>,
): (connection: LedgerConnection, db: Kysely<Tables>, values: Values) => Promise<Row[]> {
  const compiled = new Map<Engine, CompiledQuery<Row>>()
  const value: ValueOf<Values> = (name) => new Placeholder(name) as never
  return async ({ engine }, db, values) => {
    let query = compiled.get(engine)
    if (query === undefined) {
      query = build(db, value, engine).compile()
      compiled.set(engine, query)
    }
    const parameters = query.parameters.map((parameter) =>
      parameter instanceof Placeholder ? values[parameter.name as keyof Values] : parameter,
    )
    return (await db.executeQuery<Row>({ ...query, parameters })).rows
  }
}

/**
 * A value that is the same in each execution, written into the query itself. Where a bound value can decide how a query
 * is done (a limit; a state, which one partial index serves and another does not), SQLite prepares the statement anew
 * each time that it is bound.
 */
export const constant = <Value extends string | number>(value: Value): RawBuilder<Value> => sql.lit(value)
