import { Cnam } from '@flowroute/cnam'
import { testContract } from '@flowroute/testing'
import { describe } from 'vitest'

describe('Cnam', () => testContract('Cnam', Cnam))
