import { readFileSync } from 'node:fs'
import { validate } from 'dockerfile-utils'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readOptions } from '../src/command/options.ts'
import { guidePath } from '../src/http/name.ts'

const read = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8')

const dockerfile = read('Dockerfile')

/** The arguments of an instruction in JSON form: `ENTRYPOINT ["node", "cli.js"]`. */
function argumentsOf(instruction: RegExp): string[] {
  const [, json = '[]'] = new RegExp(`^${instruction.source}(\\[.*\\])$`, 'm').exec(dockerfile) ?? []
  return JSON.parse(json) as string[]
}

/** What the command makes of arguments; wrong ones throw. */
function optionsOf(args: readonly string[]) {
  return readOptions(args, { out: () => {}, error: () => {} })
}

const own = argumentsOf(/ENTRYPOINT /).slice(2)

test('the Dockerfile has no mistakes', () => {
  expect(validate(dockerfile)).toEqual([])
  expect(validate('FROM node\nUSRE node\n')).not.toEqual([])
})

test('the image starts the command, as a user without rights, and looks whether it answers', () => {
  const lastStage = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '))
  expect(lastStage.indexOf('\nUSER node\n')).toBeLessThan(lastStage.indexOf('\nENTRYPOINT '))
  expect(optionsOf(own)).toMatchObject({ host: '0.0.0.0', allowRemote: true, port: 4010 })
  expect(argumentsOf(/HEALTHCHECK .*CMD /).at(-1)).toBe(`http://127.0.0.1:4010${guidePath}`)
  const [, program = ''] = argumentsOf(/ENTRYPOINT /)
  const { name, bin } = JSON.parse(read('package.json')) as { name: string; bin: Record<string, string> }
  expect(program.endsWith(`node_modules/${name}/${bin['flowroute-emulator']?.replace('./', '')}`)).toBe(true)
})

interface Service {
  command?: string[]
  env?: Record<string, string>
  image?: string
}

test('the examples for Compose and for CI are YAML, and what they tell the command is right', () => {
  const blocks = [...read('README.md').matchAll(/^```yaml\n(.*?)^```/gms)].map(
    ([, text = '']) => parse(text) as unknown,
  )
  const services = blocks.flatMap((block) =>
    Object.values((block as { services?: Record<string, Service> }).services ?? {}),
  )
  const commands = services.flatMap(({ command }) => (command === undefined ? [] : [command]))
  expect(commands.length).toBeGreaterThan(0)
  for (const command of commands) expect(optionsOf([...own, ...command])).toHaveProperty('port', 4010)
})
