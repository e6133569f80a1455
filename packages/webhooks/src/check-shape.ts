import { ConfigurationError } from '@flowroute/core'
import * as v from 'valibot'
import { checkNames } from './check-names.ts'

/**
 * Checks the names and the types of options.
 *
 * @param schema an entry for each option; its messages say what the option must be, and never quote its value
 * @throws {ConfigurationError} an option is unknown or has the wrong type
 */
export function checkShape(options: unknown, schema: v.ObjectSchema<v.ObjectEntries, undefined>): void {
  if (typeof options !== 'object' || options === null) {
    throw new ConfigurationError('Options must be an object.')
  }
  checkNames(options, Object.keys(schema.entries))
  const { issues } = v.safeParse(schema, options, { abortEarly: true })
  if (issues === undefined) return
  const [{ path, message }] = issues
  throw new ConfigurationError(`${String(path?.[0]?.key)} ${message}`)
}
