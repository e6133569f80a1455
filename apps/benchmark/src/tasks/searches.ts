/**
 * Searches of every kind, as query texts: all filters alone and together, those that match everything, little and
 * nothing, in every order, from the start and from far on.
 */
export function searches(): string[] {
  const digits = [
    '7',
    '77',
    '000',
    '555',
    '1234',
    '0142',
    '99999',
    '20655',
    '206555',
    '1206555',
    '5551234',
    '9876543',
  ]
  const filters = [
    '',
    ...digits.flatMap((text) => [
      `contains=${text}`,
      `starts_with=${text}`,
      `ends_with=${text}`,
      `contains=${text}&state=wa`,
      `contains=${text}&number_type=longcode&iso_country=US`,
    ]),
    'starts_with=1&contains=7&ends_with=7',
    'starts_with=1206&contains=55&ends_with=00',
    'state=ca',
    'state=wa&rate_center=seattle',
    'number_type=toll-free',
    'iso_country=CA',
  ]
  const orders = [
    '',
    'order_by=number,desc',
    'order_by=monthly_cost',
    'order_by=rate_center,desc',
    'order_by=state',
  ]
  const pages = ['limit=200', 'limit=200&offset=100000', 'limit=1&offset=10000000']
  return filters.flatMap((filter) =>
    orders.flatMap((order) => pages.map((page) => [filter, order, page].filter(Boolean).join('&'))),
  )
}
