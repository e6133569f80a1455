import { E911 } from '@flowroute/e911'
import { testContract } from '@flowroute/testing'
import { describe } from 'vitest'

describe('E911', () => testContract('E911', E911))
