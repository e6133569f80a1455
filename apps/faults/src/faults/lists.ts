import { goodIds } from '@flowroute/testing/methods'
import { type Fault, final, value } from '../fault.ts'
import type { Method } from '../methods.ts'
import { send } from '../server.ts'

const isPaged = ({ answer }: Method): boolean => answer.form === 'pages'

/** Pages that a list requests before it reports that they repeat: the first, and three without anything new. */
const pagesUntilCertain = 4

/** Pages of a list that always names a next one: a page of two, pages of one, an empty one. */
const pagesInAll = 100

/** What can be wrong with a list's link to its next page. */
export const listFaults: readonly Fault[] = [
  {
    name: 'a next link that repeats',
    appliesTo: isPaged,
    respond: (_request, socket, _good, { answer }) =>
      send(socket, { status: 200, body: answer.document(goodIds, '/v2/things?offset=0') ?? '' }),
    expect: () =>
      final('ResponseFormatError', 'unknown', {
        requests: pagesUntilCertain,
        message: /repeats the same page/,
      }),
  },
  {
    name: 'a next link elsewhere',
    appliesTo: isPaged,
    // A client that follows it is refused there; one that does not comes back here.
    respond(request, socket, _good, { answer }) {
      const [first, second] = goodIds as [string, string]
      const elsewhere = 'http://127.0.0.1:9/v2/things?offset=1'
      const body = request.number === 1 ? answer.document([first], elsewhere) : answer.document([second])
      send(socket, { status: 200, body: body ?? '' })
    },
    expect: () => value(1, { requests: 2 }),
  },
  {
    name: 'a next link that never ends',
    appliesTo: isPaged,
    options: { deadline: 60_000 },
    respond(request, socket, _good, { answer }) {
      const ids = request.number < pagesInAll ? [`${request.number}`] : []
      const body = request.number === 1 ? answer.document(goodIds, '/more') : answer.document(ids, '/more')
      send(socket, { status: 200, body: body ?? '' })
    },
    // An empty page ends a list whatever its link says.
    expect: () => ({
      result: 'value',
      attempts: 1,
      requests: pagesInAll,
      isRight: (result) => Array.isArray(result) && result.length === goodIds.length + pagesInAll - 2,
    }),
  },
]
