import { AccountCallbacks, NumberCallbacks } from './callbacks.tsx'
import { CdrExports } from './cdr-exports.tsx'
import { Cnams } from './cnams.tsx'
import { Addresses, Numbers, Routes } from './listings.tsx'
import { PortOrders } from './port-orders.tsx'
import { go } from './route.ts'
import { TabList, TabPanel } from './tabs.tsx'

const sections = [
  { id: 'owned', title: 'Owned' },
  { id: 'routes', title: 'Routes' },
  { id: 'e911', title: 'E911' },
  { id: 'cnam', title: 'CNAM' },
  { id: 'porting', title: 'Porting' },
  { id: 'cdrs', title: 'Call records' },
  { id: 'callbacks', title: 'Callbacks' },
] as const

/** What the account has, by kind. */
export function Account({ section, open }: { section: string | undefined; open: string | undefined }) {
  const current = sections.find(({ id }) => id === section)?.id ?? 'owned'
  return (
    <div class="account scroll">
      <h2 class="hidden">Numbers and what belongs to them</h2>
      <TabList name="Kinds" tabs={sections} current={current} onSelect={(id) => go('account', id)} />
      <TabPanel id={current}>
        {current === 'owned' && <Numbers open={open} />}
        {current === 'routes' && <Routes />}
        {current === 'e911' && <Addresses />}
        {current === 'cnam' && <Cnams />}
        {current === 'porting' && <PortOrders />}
        {current === 'cdrs' && <CdrExports />}
        {current === 'callbacks' && (
          <>
            <AccountCallbacks />
            <NumberCallbacks />
          </>
        )}
      </TabPanel>
    </div>
  )
}
