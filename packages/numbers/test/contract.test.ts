import { Numbers } from '@flowroute/numbers'
import { testContract } from '@flowroute/testing'
import { describe } from 'vitest'

describe('Numbers', () => testContract('Numbers', Numbers))
