/** A world file that works, and explains itself. Seed 1, the default, has its first number for sale. */
export const worldExample = `# What the emulator starts with, and has again after a reset:
#
#   npx @flowroute/emulator --world world.yaml
#
# Every part may be left out. A mistake is reported with its line before anything starts.

# The account's numbers. They cost nothing, and any number of the United States or Canada will do.
numbers:
  - number: '12062140284'
    name: Front desk # its alias
    route: office # of the routes below; without it the built-in sip-reg
    failover: night
    address: Seattle office # of the addresses below
    callerName: RAIN CITY BREAD # of the caller names below
  - number: '12065550123'
    name: Orders
    callbacks: http://localhost:3000/orders # its own webhooks; without them those of the account
  - number: '18005550144'
    messaging: false

# Inbound voice routes: host, number or uri.
routes:
  - alias: office
    type: host
    value: sip.example.com
  - alias: night
    type: number
    value: '12065550199'

# Emergency addresses.
addresses:
  - label: Seattle office
    firstName: Maria
    lastName: Bermudez
    streetNumber: '7742'
    streetName: 20th Ave SW
    city: Seattle
    state: WA
    zip: '98106'

# Caller names: approved, pending or rejected.
callerNames:
  - value: RAIN CITY BREAD
  - value: RCB ORDERS
    state: pending

# Where webhooks go: one URL for all, or a URL for each of sms_callback, mms_callback, sms_dlr_callback and
# mms_dlr_callback.
callbacks: http://localhost:3000/webhooks

# Names for numbers of other people.
names:
  '12065550100': Maria
  '12065550101': Tom

# Who wants no messages from which number.
optOuts:
  - number: '12062140284'
    with: '12065550102'

# Messages of the past. A time is optional: at: 2026-01-15T16:00:00Z
conversations:
  - number: '12062140284'
    with: '12065550100'
    messages:
      - in: Are you open today?
      - out: Until six. The rye is still warm.
      - in: On my way!
        media:
          - https://example.com/smile.png
  - number: '12062140284'
    with: '12065550101'
    messages:
      - out: Your order is ready.
      - in: STOP
`
