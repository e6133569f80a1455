import * as v from 'valibot'
import { callbackKinds } from '../world/callbacks.ts'
import { webUrl } from './parts.ts'

const savedCallback = v.strictObject({ kind: v.picklist(callbackKinds), url: webUrl })

export type SavedCallback = v.InferOutput<typeof savedCallback>

/** The webhook addresses of one account or one number, in the order in which they were set. */
export const savedCallbacks = v.array(savedCallback)
