import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { Porting } from '@flowroute/porting'
import type { Action } from '../../command.ts'
import { dollars } from '../../confirm.ts'
import { usage } from '../../failures.ts'

/** Shows the letter of agency. */
export const loa: Action<object, [id: string]> = async (session, _, id) => {
  const porting = new Porting(await session.client())
  await session.printer.item(await porting.getLoa(id, session.request))
}

/** US dollars for a number, where the order does not say. */
const listPrice = 7.5

/** Signs the letter of agency, once the price is accepted: this submits the order. */
export const sign: Action<{ name: string; title: string }, [id: string]> = async (session, options, id) => {
  const { name, title } = options
  const porting = new Porting(await session.client())
  const { request } = session
  if (session.isDryRun) {
    session.printer.note(`The letter is read, and posted to /v2/portorders/${id}/loa with the signature.`)
    await session.write(() => porting.getLoa(id, request))
    return
  }
  const { cost, numbers } = await porting.get(id, request)
  const total = Number(cost || listPrice) * numbers.length
  const count = numbers.length === 1 ? 'its number' : `its ${numbers.length} numbers`
  await session.confirm({
    question: `Sign as ${name}, ${title}, and submit order ${id}? ${dollars(total)} are charged for ${count}.`,
    cost: total,
  })
  const letter = await porting.getLoa(id, request)
  const signature = { signatureName: name, signatureTitle: title }
  const signed = await session.write(() => porting.signLoa(id, letter, signature, request), {
    ifUnknown: `It may be signed: flowroute ports get ${id}`,
  })
  if (!signed) return
  const order = signed.result ?? (await porting.get(id, request))
  await session.printer.done(order, `Port order ${id} is submitted.`)
}

/** Lists the documents of an order. */
export const documents: Action<object, [id: string]> = async (session, _, id) => {
  const porting = new Porting(await session.client())
  const found = await porting.listDocuments(id, session.request)
  await session.printer.list(found, ['id', 'filename', 'status'])
}

/** Adds a document to an order. */
export const upload: Action<object, [id: string, file: string]> = async (session, _, id, file) => {
  const content = await readFile(file).catch((error: Error) => {
    throw usage(`${file} cannot be read: ${error.message}`)
  })
  const porting = new Porting(await session.client())
  const document = { filename: basename(file), content, size: content.byteLength }
  const uploaded = await session.write(() => porting.uploadDocument(id, document, session.request))
  if (uploaded) await session.printer.done(uploaded.result, `${document.filename} is added to order ${id}.`)
}
