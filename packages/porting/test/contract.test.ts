import { testContract } from '@flowroute/testing'
import { fileStorage } from '@flowroute/testing/methods'
import { describe } from 'vitest'
import { Porting } from '../src/index.ts'

/** Documents go to a storage, which is not part of the contract with the API. */
const WithStorage = new Proxy(Porting, {
  construct: (Class, [options]) => new Class(options, { fetch: fileStorage }),
})

describe('Porting', () => testContract('Porting', WithStorage))
