import type { Context } from '../context.ts'
import { noCredentials } from '../failures.ts'
import { type Profile, profilePath, readProfiles } from './profile-file.ts'

/** The address of the real service. */
export const productionUrl = 'https://api.flowroute.com'

/** The options that say whose account it is. */
export interface AccountOptions {
  profile?: string
  baseUrl?: string
}

/** Credentials, and where they come from. */
export interface Account extends Profile {
  source: 'profile' | 'environment'
  /** The profile's name. */
  profile?: string
}

/**
 * Finds the credentials: those of the profile that `--profile` or `FR_PROFILE` names, else `FR_ACCESS_KEY` and
 * `FR_SECRET_KEY`, else those of the profile in use. They are never mixed.
 *
 * @throws {Failure} there are none
 */
export async function resolveAccount(
  options: AccountOptions,
  context: Pick<Context, 'env'>,
): Promise<Account> {
  const { env } = context
  const named = options.profile || env['FR_PROFILE']
  if (!named && (env['FR_ACCESS_KEY'] || env['FR_SECRET_KEY'])) return fromEnvironment(options, env)
  const { current, profiles } = await readProfiles(context)
  const name = named || current
  const profile = name !== undefined && Object.hasOwn(profiles, name) ? profiles[name] : undefined
  if (name !== undefined && profile !== undefined) {
    // A profile's credentials go to its own service, whatever FR_BASE_URL says.
    return { source: 'profile', profile: name, ...profile, baseUrl: options.baseUrl ?? profile.baseUrl }
  }
  if (named) {
    throw noCredentials(`There is no profile "${named}" in ${profilePath(context)}.`, 'flowroute profiles')
  }
  throw noCredentials('There are no credentials.', 'flowroute login, or set FR_ACCESS_KEY and FR_SECRET_KEY')
}

function fromEnvironment({ baseUrl }: AccountOptions, env: NodeJS.ProcessEnv): Account {
  const [accessKey, secretKey] = ['FR_ACCESS_KEY', 'FR_SECRET_KEY'].map((name) => {
    const value = env[name]?.trim()
    if (value) return value
    throw noCredentials(`${name} is missing; the other of FR_ACCESS_KEY and FR_SECRET_KEY is set.`)
  }) as [string, string]
  return {
    source: 'environment',
    accessKey,
    secretKey,
    baseUrl: baseUrl ?? (env['FR_BASE_URL'] || productionUrl),
  }
}
