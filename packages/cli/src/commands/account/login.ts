import { text } from 'node:stream/consumers'
import { createClient } from '@flowroute/core'
import { Numbers } from '@flowroute/numbers'
import type { Action } from '../../command.ts'
import { type Context, isInteractive } from '../../context.ts'
import { type Profile, readProfiles, writeProfiles } from '../../credentials/profile-file.ts'
import { productionUrl } from '../../credentials/resolve.ts'
import { noCredentials, usage } from '../../failures.ts'

interface Options {
  accessKey?: string
  secretStdin?: true
  check: boolean
}

/** Keeps credentials as a profile, which is in use from then on. */
export const login: Action<Options, [name: string]> = async (session, options, name) => {
  const { context, printer } = session
  if (!/^[\w.-]{1,64}$/.test(name))
    throw usage('The name of a profile is of letters, digits, ".", "_" and "-".')
  const baseUrl = options.baseUrl ?? (context.env['FR_BASE_URL'] || productionUrl)
  const accessKey = options.accessKey ?? (await askFor('Access key', 'askText', context))
  const secretKey = options.secretStdin
    ? await secretOf(context)
    : await askFor('Secret key', 'askSecret', context)
  const profile: Profile = { accessKey, secretKey, baseUrl }
  if (options.check) {
    const numbers = new Numbers(createClient(profile))
    await numbers.list({ pageSize: 1 }, session.request).take(1)
  }
  const { profiles } = await readProfiles(context)
  await writeProfiles(context, { current: name, profiles: { ...profiles, [name]: profile } })
  await printer.done({ profile: name, accessKey, baseUrl }, `Profile "${name}" is in use, for ${baseUrl}.`)
}

async function askFor(message: string, kind: 'askText' | 'askSecret', context: Context): Promise<string> {
  if (!isInteractive(context)) {
    throw usage(`There is no terminal to ask for the ${message.toLowerCase()}.`, hint)
  }
  const prompts = await import('../../prompts.ts')
  return prompts[kind](message, context)
}

const hint = 'flowroute login --access-key KEY --secret-stdin < file'

/** Never an argument: every user of the machine can list those. */
async function secretOf({ stdin }: Context): Promise<string> {
  if (stdin.isTTY) throw usage('--secret-stdin reads from a pipe or a file.', hint)
  const secret = (await text(stdin)).trim()
  if (secret === '') throw noCredentials('There is no secret key on stdin.', hint)
  return secret
}
