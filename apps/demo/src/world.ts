import { existsSync } from 'node:fs'
import { type Client, createClient } from '@flowroute/core'
import { type EmulatorServer, startEmulator } from '@flowroute/emulator'

/** What the command line says. */
export interface DemoOptions {
  /** Talk to the real service instead of the emulator. */
  live?: boolean
  /** With `live`: numbers may be bought. */
  buy?: boolean
  /** With `live`: messages may be sent. */
  send?: boolean
  /** Several programs run one after the other: each is to be short. */
  isTour?: boolean
}

/** What a program runs against. */
export interface World {
  client: Client
  /** The emulator, unless this is the real service. */
  emulator: EmulatorServer | undefined
  /** Where the client's requests go, for people. */
  place: string
  /** May numbers be bought? */
  mayBuy: boolean
  /** May messages be sent? */
  maySend: boolean
  /** Is this one program of several, which is to be short? */
  isTour: boolean
  /** The phone that messages go to. */
  mobileNumber: string
  /** Lets time pass: on the emulator's clock, with the webhooks that come due, or for real. */
  wait(milliseconds: number): Promise<void>
  close(): Promise<void>
}

/** Starts the emulator, or connects to the real service with the account's own credentials. */
export async function openWorld(options: DemoOptions): Promise<World> {
  return options.live ? openLive(options) : openEmulator(options)
}

async function openEmulator({ isTour = false }: DemoOptions): Promise<World> {
  const emulator = await startEmulator()
  const { accessKey, secretKey, url } = emulator
  return {
    client: createClient({ accessKey, secretKey, baseUrl: url }),
    emulator,
    place: `the emulator at ${url}`,
    mayBuy: true,
    maySend: true,
    isTour,
    mobileNumber: '12065550123',
    async wait(milliseconds) {
      emulator.clock.advance(milliseconds)
      await emulator.settled()
    },
    close: () => emulator.close(),
  }
}

async function openLive({ buy = false, send = false, isTour = false }: DemoOptions): Promise<World> {
  if (existsSync('.env')) process.loadEnvFile()
  const client = createClient()
  const mobileNumber = process.env['MOBILE_NUMBER']
  if (send && !mobileNumber) throw new Error('--send needs MOBILE_NUMBER, the phone to send to')
  return {
    client,
    emulator: undefined,
    place: client.baseUrl,
    mayBuy: buy,
    maySend: send,
    isTour,
    mobileNumber: mobileNumber ?? '',
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    close: async () => {},
  }
}
