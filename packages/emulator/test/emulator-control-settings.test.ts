import { startServer } from '@flowroute/testing'
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { version } from '../package.json'
import { EmulatorControl, type EmulatorControlOptions, startEmulator } from '../src/index.ts'
import { failureOf } from './control-support.ts'

const secretKey = 'a-secret-that-nobody-may-see'

afterEach(() => {
  vi.unstubAllEnvs()
})

describe('the settings', () => {
  test.each<[EmulatorControlOptions, string]>([
    [{ url: 'emulator:4010/x' }, 'url (or the variable FR_BASE_URL) must be http or https'],
    [{ url: '127.0.0.1' }, 'url (or the variable FR_BASE_URL) must be an absolute URL'],
    [{ url: 'ftp://127.0.0.1' }, 'url (or the variable FR_BASE_URL) must be http or https'],
    [{ url: 'http://me:it@127.0.0.1' }, 'url (or the variable FR_BASE_URL) must not contain credentials'],
    [{ url: 'http://127.0.0.1/?a=1' }, 'url (or the variable FR_BASE_URL) must not have a query'],
    [{ url: 'https://api.flowroute.com' }, 'is https://api.flowroute.com, the real service'],
    [{ url: 'https://API.Flowroute.com./v2' }, 'the real service'],
    [{ accessKey: '' }, 'accessKey must be a text that is not empty and has no colon'],
    [{ accessKey: 'a:b' }, 'accessKey must be a text that is not empty and has no colon'],
    [{ secretKey: '' }, 'secretKey must be a text that is not empty'],
    [{ fetch: 'fetch' as never }, 'fetch must be a function'],
  ])('%j are refused', (options, message) => {
    expect(() => new EmulatorControl(options)).toThrow(TypeError)
    expect(() => new EmulatorControl(options)).toThrow(message)
  })

  test('are those of the command unless the environment has others', async () => {
    vi.stubEnv('FR_BASE_URL', '')
    vi.stubEnv('FR_ACCESS_KEY', undefined)
    vi.stubEnv('FR_SECRET_KEY', undefined)
    expect(new EmulatorControl().url).toBe('http://127.0.0.1:4010')
    const other = await startEmulator({ accessKey: 'me', secretKey })
    onTestFinished(() => other.close())
    const standard = await startEmulator()
    onTestFinished(() => standard.close())
    await new EmulatorControl({ url: standard.url }).reset()
    vi.stubEnv('FR_BASE_URL', `${other.url}/`)
    vi.stubEnv('FR_ACCESS_KEY', 'me')
    vi.stubEnv('FR_SECRET_KEY', secretKey)
    const control = new EmulatorControl()
    expect(control.url).toBe(other.url)
    await control.reset()
    vi.stubEnv('FR_BASE_URL', 'https://api.flowroute.com')
    expect(() => new EmulatorControl()).toThrow('only an emulator can be controlled')
  })

  test('the path of the URL is kept', async () => {
    const server = await startServer([{ status: 404, headers: { 'flowroute-emulator': version } }])
    onTestFinished(() => server.close())
    await failureOf(new EmulatorControl({ url: `${server.url}/flowroute/` }).reset())
    expect(server.requests.map(({ path }) => path)).toEqual([
      '/flowroute/__emulator/clock',
      '/flowroute/__emulator/reset',
    ])
  })
})
