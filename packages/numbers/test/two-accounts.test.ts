import { AuthenticationError, createClient } from '@flowroute/core'
import { startEmulator } from '@flowroute/emulator'
import { startServer } from '@flowroute/testing'
import { expect, it } from 'vitest'
import { Numbers } from '../src/index.ts'
import { failureOf, id, methods, numberDocument, numbersAt } from './support.ts'

const east = { accessKey: 'east0001', secretKey: 'e'.repeat(32) }
const west = { accessKey: 'west0001', secretKey: 'w'.repeat(32) }

const authorizationOf = ({ accessKey, secretKey }: typeof east): string =>
  `Basic ${btoa(`${accessKey}:${secretKey}`)}`

it('keeps the credentials of two clients apart, whichever was made or used last', async () => {
  await using server = await startServer([{ body: numberDocument() }])
  const eastern = numbersAt(server, east)
  await eastern.get(id)
  const western = numbersAt(server, west)
  await western.get(id)
  await eastern.get(id)
  await Promise.all([western.get(id), western.get(id)])
  await eastern.get(id)
  const [e, w] = [authorizationOf(east), authorizationOf(west)]
  expect(server.requests.map(({ headers }) => headers['authorization'])).toStrictEqual([e, w, e, w, w, e])
})

it('shows the same credentials in every method', async () => {
  await using server = await startServer([{ status: 403 }])
  const [eastern, western] = [numbersAt(server, east), numbersAt(server, west)]
  for (const { call } of methods) {
    await failureOf(call(eastern))
    await failureOf(call(western))
  }
  const shown = server.requests.map(({ headers }) => headers['authorization'])
  expect(shown).toStrictEqual(methods.flatMap(() => [authorizationOf(east), authorizationOf(west)]))
})

it('keeps two accounts apart that are used at the same time', async () => {
  await using eastOffice = await startEmulator(east)
  await using westOffice = await startEmulator({ ...west, seed: 2 })
  const eastern = numbersAt(eastOffice, east)
  const western = numbersAt(westOffice, west)
  const buyTwo = async (numbers: Numbers, startsWith: string): Promise<string[]> => {
    const offers = await numbers.search({ startsWith }).take(2)
    return Promise.all(offers.map(async (offer) => (await numbers.purchase(offer.id)).id))
  }
  const [inEast, inWest] = await Promise.all([buyTwo(eastern, '212'), buyTwo(western, '206')])
  const owned = async (numbers: Numbers): Promise<string[]> =>
    (await numbers.list().toArray()).map((number) => number.id)
  expect(await owned(eastern)).toStrictEqual(inEast.toSorted())
  expect(await owned(western)).toStrictEqual(inWest.toSorted())

  const astray = await failureOf(numbersAt(westOffice, east).list())
  expect(astray).toBeInstanceOf(AuthenticationError)
  expect(await owned(western)).toHaveLength(2)
})

it('shares a client between classes, or makes one from its options', async () => {
  await using server = await startServer([{ body: numberDocument() }])
  const client = createClient({ ...east, baseUrl: server.url })
  await new Numbers(client).get(id)
  await new Numbers(client).get(id)
  await new Numbers({ ...east, baseUrl: server.url }).get(id)
  const shown = server.requests.map(({ headers }) => headers['authorization'])
  expect(shown).toStrictEqual(Array(3).fill(authorizationOf(east)))
})
