import type { Action } from '../../command.ts'
import { profilePath, readProfiles, writeProfiles } from '../../credentials/profile-file.ts'
import { notFound } from '../../failures.ts'
import type { Session } from '../../session.ts'

/** Lists the profiles, or makes another one the one in use. */
export const profiles: Action<object, [use: string | undefined]> = async (session, _, use) => {
  const { current, profiles: known } = await readProfiles(session.context)
  if (use !== undefined) {
    if (!Object.hasOwn(known, use)) throw unknown(use, session)
    await writeProfiles(session.context, { current: use, profiles: known })
    return session.printer.done({ profile: use, inUse: true }, `Profile "${use}" is in use.`)
  }
  const rows = Object.entries(known).map(([name, { accessKey, baseUrl }]) => ({
    name,
    inUse: name === current,
    accessKey,
    baseUrl,
  }))
  await session.printer.list(rows, ['name', 'inUse', 'accessKey', 'baseUrl'])
}

/** Forgets a profile, or all. */
export const logout: Action<{ all?: true }, [name: string | undefined]> = async (session, { all }, name) => {
  const { current, profiles: known } = await readProfiles(session.context)
  const gone = all ? Object.keys(known) : [name ?? current ?? 'default']
  const missing = gone.find((entry) => !Object.hasOwn(known, entry))
  if (missing !== undefined) throw unknown(missing, session)
  const left = Object.fromEntries(Object.entries(known).filter(([entry]) => !gone.includes(entry)))
  await writeProfiles(session.context, {
    current: current !== undefined && Object.hasOwn(left, current) ? current : undefined,
    profiles: left,
  })
  await session.printer.done({ removed: gone }, `Forgotten: ${gone.join(', ') || 'nothing'}.`)
}

const unknown = (name: string, { context }: Session) =>
  notFound(`There is no profile "${name}" in ${profilePath(context)}.`, 'flowroute profiles')
