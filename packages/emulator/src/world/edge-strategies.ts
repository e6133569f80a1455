/** A point of presence (PoP), where calls enter and leave Flowroute's network. */
export interface EdgeStrategy {
  id: number
  name: string
  description: string
  naptr: string
  firewallRules: string
}

/**
 * Flowroute's points of presence. Only the id of US-East-VA is documented, and only its addresses: other host names
 * and address ranges are from published configurations of Flowroute's customers, other ids are the emulator's own.
 */
export const edgeStrategies: readonly EdgeStrategy[] = [
  pop(1, 'US-West-WA', 'Seattle, Washington', '147.75.60.160/28'),
  pop(2, 'US-East-NJ', 'Newark, New Jersey', '147.75.65.192/28'),
  pop(3, 'US-West-OR', 'Boardman, Oregon', '34.210.91.112/28'),
  pop(4, 'US-East-VA', 'Ashburn, Virginia', '34.226.36.32/28'),
  pop(5, 'AP-East-HK', 'Hong Kong', '16.163.86.112/30'),
  pop(6, 'AP-Southeast-SIN', 'Singapore', '3.0.5.12/30'),
  pop(7, 'EU-West-LDN', 'London', '3.8.37.20/30'),
  pop(8, 'EU-Central-FRA', 'Frankfurt', '3.71.103.56/30'),
  pop(9, 'SA-East-SP', 'São Paulo', '18.228.70.48/30'),
]

function pop(id: number, name: string, place: string, network: string): EdgeStrategy {
  return {
    id,
    name,
    description: `Point of presence in ${place}`,
    naptr: `${name.toLowerCase()}.sip.flowroute.com`,
    firewallRules: `${network}, ${rangeOf(network)}`,
  }
}

/** The first and the last address of an IPv4 network that lies within its last number. */
function rangeOf(network: string): string {
  const [, start = '', first = '', bits = ''] = /^(.*\.)(\d+)\/(\d+)$/.exec(network) ?? []
  const last = Number(first) + 2 ** (32 - Number(bits)) - 1
  return `${start}${first}-${start}${last}`
}
