import { ask } from './api.ts'

/** What can be changed of a number; an empty text stands for none. */
export interface NumberFields {
  alias: string
  messaging: 'off' | 'on'
  /** Ids. */
  primaryRoute: string
  failoverRoute: string
  emergencyAddress: string
  cnam: string
}

/** The fields with one of them set to the value of a choice. */
export function assign(fields: NumberFields, name: keyof NumberFields, value: string): NumberFields {
  if (name === 'messaging') return { ...fields, messaging: value === 'on' ? 'on' : 'off' }
  return { ...fields, [name]: value }
}

/** Makes through the API each change that there is; the first one that is refused ends it. */
export async function saveNumber(number: string, before: NumberFields, after: NumberFields): Promise<void> {
  const path = `/v2/numbers/${number}`
  const isNew = (name: keyof NumberFields): boolean => before[name] !== after[name]
  const alias = after.alias.trim()
  if (isNew('alias')) await ask('PATCH', path, { alias: alias === '' ? null : alias })
  if (isNew('messaging')) await ask('PATCH', path, { messaging_enabled: after.messaging === 'on' })
  for (const [name, field] of [
    ['primary_route', 'primaryRoute'],
    ['failover_route', 'failoverRoute'],
  ] as const) {
    const id = after[field]
    const place = `${path}/relationships/${name}`
    if (!isNew(field)) continue
    if (id === '') await ask('DELETE', place)
    else await ask('PATCH', place, { data: { type: 'route', id } })
  }
  for (const [name, field] of [
    ['e911s', 'emergencyAddress'],
    ['cnams', 'cnam'],
  ] as const) {
    const id = after[field]
    const place = `${path}/relationships/${name}`
    if (isNew(field)) await ask(id === '' ? 'DELETE' : 'PATCH', id === '' ? place : `${place}/${id}`)
  }
}
