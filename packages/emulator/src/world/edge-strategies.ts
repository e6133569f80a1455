/** A place where calls enter and leave Flowroute's network. */
export interface EdgeStrategy {
  id: number
  name: string
  description: string
  naptr: string
  firewallRules: string
}

/**
 * Only US-East-VA's addresses are Flowroute's; the others are from the ranges reserved for documentation, so
 * that nobody opens a firewall on the emulator's word.
 */
export const edgeStrategies: readonly EdgeStrategy[] = [
  place(1, 'US-West-WA', 'Seattle, Washington', '192.0.2.0/28, 192.0.2.0-192.0.2.15'),
  place(2, 'US-West-OR', 'Portland, Oregon', '192.0.2.16/28, 192.0.2.16-192.0.2.31'),
  place(3, 'US-East-NJ', 'Newark, New Jersey', '198.51.100.0/28, 198.51.100.0-198.51.100.15'),
  place(4, 'US-East-VA', 'Ashburn, Virginia', '34.226.36.32/28, 34.226.36.32-34.226.36.47'),
  place(5, 'US-Central-TX', 'Dallas, Texas', '203.0.113.0/28, 203.0.113.0-203.0.113.15'),
  place(6, 'US-Central-IL', 'Chicago, Illinois', '203.0.113.16/28, 203.0.113.16-203.0.113.31'),
]

function place(id: number, name: string, where: string, firewallRules: string): EdgeStrategy {
  const naptr = `${name.toLowerCase()}.sip.flowroute.com`
  return { id, name, description: `Point of presence in ${where}`, naptr, firewallRules }
}
