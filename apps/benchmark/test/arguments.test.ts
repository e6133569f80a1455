import { CommanderError } from 'commander'
import { describe, expect, it } from 'vitest'
import { readArguments } from '../src/arguments.ts'
import { measureNames } from '../src/report/section.ts'

describe('the arguments', () => {
  it('ask for everything when there are none', () => {
    expect(readArguments([])).toEqual({ measures: measureNames, isShort: false, rounds: undefined })
  })

  it.each(measureNames)('ask for %s alone', (name) => {
    expect(readArguments([name]).measures).toEqual([name])
  })

  it('take the options in any place', () => {
    expect(readArguments(['--rounds', '30', 'list', '--short'])).toEqual({
      measures: ['list'],
      isShort: true,
      rounds: 30,
    })
  })

  it.each([
    [['speed'], /Allowed choices are size, import, request, list, memory, parse, emulator/],
    [['size', 'list'], /too many arguments/],
    [['--rounds', '0'], /whole number from 1 to 9999/],
    [['--rounds', '2.5'], /whole number from 1 to 9999/],
    [['--rounds'], /argument missing/],
    [['--fast'], /unknown option '--fast'/],
  ])('refuse %j', (argv, reason) => {
    let explained = ''
    const explain = (text: string): void => {
      explained += text
    }
    expect(() => readArguments(argv, explain)).toThrow(CommanderError)
    expect(explained).toMatch(reason)
  })
})
