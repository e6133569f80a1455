import { Messages } from '@flowroute/messages'
import { testContract } from '@flowroute/testing'
import { describe } from 'vitest'

describe('Messages', () => testContract('Messages', Messages))
