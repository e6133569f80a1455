/** The id of the record at a place of the list, as a phone number: the same one for every subject. */
export function idOf(index: number): string {
  return `1206${String(index).padStart(7, '0')}`
}

/** The place of a record in the list; -1 for what no record can have as its id. */
export function indexOf(id: string): number {
  return /^1206\d{7}$/.test(id) ? Number(id.slice(4)) : -1
}

/** What every service tells of a record, whatever the envelope: what Flowroute tells of a number. */
export function attributesOf(index: number): Record<string, unknown> {
  return {
    value: idOf(index),
    alias: `front desk ${index}`,
    rate_type: 'local',
    rate_center: 'seattle',
    state: 'wa',
    number_type: 'longcode',
    iso_country: 'US',
    cnam_lookups_enabled: index % 2 === 0,
    messaging_enabled: true,
    status: 'PURCHASED',
    note: null,
    inbound_rate: '0.012',
    tier: 'Standard',
  }
}
