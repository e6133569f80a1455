import type { Listed } from '../src/inbox/wire.ts'
import { ask } from './api.ts'
import { useFeed } from './feed.ts'
import { type PagedList, usePagedList } from './paged-list.ts'

/** A listing of the account, read anew whenever the account may be different. */
export function useAccountList<Name extends string, Item>(
  name: Name,
  keyOf: (item: Item) => string,
  path: string = name,
): PagedList<Item> {
  const load = async (query: string) => {
    const answer = await ask<Listed<Name, Item>>('GET', `/__emulator/${path}?${query}`)
    return { items: answer[name] as readonly Item[], more: answer.more }
  }
  const list = usePagedList<Item>(name, load, keyOf)
  const reload = (): void => void list.reload()
  useFeed({ resync: reload, 'account-changed': reload, clock: reload })
  return list
}
