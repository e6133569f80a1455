import { createHash } from 'node:crypto'
import { isFlowrouteError, phoneNumber } from '@flowroute/core'
import type { OutboxMessage } from '@flowroute/outbox'
import { csvParse } from 'd3-dsv'
import type { Action } from '../../command.ts'
import { defined } from '../../defined.ts'
import { usage } from '../../failures.ts'
import { readInput } from '../../input.ts'
import { type LedgerOptions, withOutbox } from './open.ts'

interface Options extends LedgerOptions {
  to: string
  template: string
  key?: string
  notBefore?: Date
  expires?: Date
}

/** Problems that are listed; the rest is counted. */
const shown = 20

/** Adds a message for each row of a file: all of them, or none if one is not valid. */
export const add: Action<Options, [file: string]> = async (session, options, file) => {
  const messages = messagesOf(await readInput(file, session.context), options)
  await withOutbox(options, async (outbox) => {
    const result = await outbox.add(messages)
    await session.printer.done(
      result,
      `${result.added} messages are added; ${result.known} were there already. Next: flowroute outbox plan`,
    )
  })
}

/** @throws {Failure} with every row that is not valid */
function messagesOf(
  text: string,
  { to: column, template, key, notBefore, expires }: Options,
): OutboxMessage[] {
  const rows = csvParse(text.replace(/^\uFEFF/, ''))
  const { columns } = rows
  for (const name of [column, ...columnsIn(template), ...columnsIn(key ?? '')]) {
    if (!columns.includes(name))
      throw usage(`There is no column "${name}".`, `The columns are: ${columns.join(', ')}`)
  }
  const problems: string[] = []
  const messages = rows.map((row, index): OutboxMessage => {
    const [recipient = '', body] = [row[column]?.trim(), fill(template, row)]
    let to = recipient
    try {
      to = phoneNumber(recipient, column)
    } catch (error) {
      if (!isFlowrouteError(error)) throw error
      problems.push(`row ${index + 1}: ${column} "${recipient}" is not a phone number`)
    }
    if (body.trim() === '') problems.push(`row ${index + 1}: the text is empty`)
    return {
      key: key === undefined ? digest(`${to}\n${body}`) : fill(key, row),
      to,
      body,
      ...defined({ notBefore, expires }),
    }
  })
  if (problems.length > 0) {
    const rest = problems.length > shown ? [`and ${problems.length - shown} more`] : []
    throw usage(['Nothing was added.', ...problems.slice(0, shown), ...rest].join('\n'))
  }
  return messages
}

const placeholder = /\{([^{}]+)\}/g

const columnsIn = (template: string): string[] =>
  [...template.matchAll(placeholder)].map(([, name = '']) => name.trim())

const fill = (template: string, row: Record<string, string | undefined>): string =>
  template.replace(placeholder, (_, name: string) => row[name.trim()]?.trim() ?? '')

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32)
