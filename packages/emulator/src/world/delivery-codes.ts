/** The documented codes of delivery receipts, and what each says. */
const descriptions: Readonly<Record<number, string>> = {
  1000: 'Default state',
  1001: 'Message queued for delivery',
  1002: 'Message has been sent',
  1003: 'Message accepted by Carrier',
  1004: 'Message delivered to handset',
  1005: 'Message rejected',
  1006: 'Message expired',
  1007: 'Message failed',
  1008: 'Permanent send error',
  1009: 'Partial send failure',
  1010: 'Validation failed',
  1100: 'Unknown error',
  1101: 'Source carrier invalid',
  1102: 'Destination carrier invalid',
  1103: 'Source not authorized',
  1104: 'Source carrier disabled',
  1105: 'Destination carrier disabled',
  1106: 'No valid route',
  1107: 'Invalid source TON',
  1108: 'Invalid destination TON',
  1109: 'Route denied',
  1110: 'User opted out',
  1111: 'Temporary resolution failure',
  1112: 'Permanent resolution failure',
  1115: 'No handler found',
  1116: 'Destination not text enabled',
  1150: 'Spam',
  1152: 'Spam reject',
  1160: 'Toll-free messaging limits exceeded',
  1200: 'Unknown error',
  1201: 'Message too long',
  1202: 'Invalid priority flag',
  1203: 'Invalid registered delivery flag',
  1204: 'System error',
  1205: 'Invalid source address',
  1206: 'Invalid destination address',
  1207: 'Invalid message id',
  1208: 'Cancel failed',
  1209: 'Replace failed',
  1210: 'Queue full',
  1211: 'Invalid service type',
  1212: 'Invalid number of destinations',
  1213: 'Invalid distribution list name',
  1214: 'Invalid destination flag',
  1215: 'Invalid submit with replace',
  1216: 'Invalid esm_class',
  1217: 'Invalid submit to distribution list',
  1218: 'Submit failed',
  1219: 'Invalid source TON',
  1220: 'Invalid source NPI',
  1221: 'Invalid destination TON',
  1222: 'Invalid destination NPI',
}

/** What a code says; undefined for one that is not documented. */
export function describeCode(code: number): string | undefined {
  return descriptions[code]
}

/** Whether a message with that code is still on its way, or has arrived. */
export function isAccepted(code: number): boolean {
  return code <= 1004
}
