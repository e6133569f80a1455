import { Cdrs } from '@flowroute/cdrs'
import { testContract } from '@flowroute/testing'
import { describe } from 'vitest'

describe('Cdrs', () => testContract('Cdrs', Cdrs))
