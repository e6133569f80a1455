import { Routes } from '@flowroute/routes'
import { testContract } from '@flowroute/testing'
import { describe } from 'vitest'

describe('Routes', () => testContract('Routes', Routes))
