import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Cdrs } from '@flowroute/cdrs'
import { Cnam } from '@flowroute/cnam'
import { E911 } from '@flowroute/e911'
import { Messages } from '@flowroute/messages'
import { Numbers } from '@flowroute/numbers'
import { NumbersV1 } from '@flowroute/numbers-v1'
import { Porting } from '@flowroute/porting'
import { Routes } from '@flowroute/routes'
import { expect, test } from 'vitest'
import { rootFolder } from '../src/workspace/folders.ts'

const classes = { Numbers, Routes, Messages, E911, Cnam, Porting, Cdrs, NumbersV1 }

const table = readFileSync(join(rootFolder, 'docs/endpoints.md'), 'utf8')
const rows = [...table.matchAll(/^\| `([^`]+)` \| ([^|]*) \| (yes|no) \| ([^|]*) \|$/gm)].map(
  ([, endpoint = '', client = '', emulator, note = '']) => ({
    endpoint,
    methods: [...client.matchAll(/`([^`]+)`/g)].map(([, method = '']) => method),
    isComplete: client !== 'none' && emulator === 'yes',
    note: note.trim(),
  }),
)

const methods = Object.entries(classes).flatMap(([name, { prototype }]) =>
  Object.getOwnPropertyNames(prototype)
    .filter((method) => method !== 'constructor')
    .map((method) => `${name}.${method}`),
)

test('the table of endpoints names every public method, and no other', () => {
  const named = new Set(rows.flatMap((row) => row.methods))
  expect([...named].toSorted()).toEqual(methods.toSorted())
})

test('the table of endpoints gives a reason where a side is missing', () => {
  expect(rows.length).toBeGreaterThan(70)
  const lines = table.split('\n').filter((line) => line.startsWith('| `'))
  expect(lines).toHaveLength(rows.length)
  expect(rows.filter(({ isComplete, note }) => !isComplete && note === '')).toEqual([])
  expect(new Set(rows.map(({ endpoint }) => endpoint)).size).toBe(rows.length)
})
