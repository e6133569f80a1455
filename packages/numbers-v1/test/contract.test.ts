import { NumbersV1 } from '@flowroute/numbers-v1'
import { testContract } from '@flowroute/testing'
import { describe } from 'vitest'

describe('NumbersV1', () => testContract('NumbersV1', NumbersV1))
