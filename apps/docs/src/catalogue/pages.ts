import { advice } from './advice.ts'
import { type ErrorClass, errorClasses } from './error-classes.ts'
import { readSources } from './read-sources.ts'
import { receiptCodes } from './receipt-codes.ts'

/** The catalogue as files of the folder `errors`: their names, and what is in them. */
export function cataloguePages(classes = errorClasses(readSources())): Map<string, string> {
  const names = [...new Set(classes.map(({ name }) => name))]
  const unlike = [
    ...names.filter((name) => !(name in advice)),
    ...Object.keys(advice).filter((name) => !names.includes(name)),
  ]
  if (unlike.length > 0)
    throw new Error(`src/catalogue/advice.ts must have each error class, and no other: ${unlike.join(', ')}`)
  return new Map([
    ['index.md', indexPage(classes)],
    ['receipts.md', receiptsPage()],
    ...names.map((name): [string, string] => [
      `${name}.md`,
      errorPage(
        classes.filter((one) => one.name === name),
        classes,
      ),
    ]),
    ['sidebar.json', sidebar(names)],
  ])
}

const generated = '<!-- Generated from the sources by `npx -y pnpm docs:errors`. Do not edit. -->\n\n'

function indexPage(classes: readonly ErrorClass[]): string {
  return `${generated}# Errors

Every failure is one of these classes, all under \`FlowrouteError\`. The property \`docs\` of an error is the address of its
page here. [Handle every failure](../guides/failures.md) says what to catch and in which order.

${table(
  ['class', 'extends', 'package', 'meaning'],
  classes.map(({ name, parent, packageName, description }) => [
    `[\`${name}\`](${name}.md)`,
    `\`${parent}\``,
    `\`${packageName}\``,
    firstSentence(description),
  ]),
)}

A text that was accepted and then not delivered has no error but a receipt: [receipt codes](receipts.md).
`
}

function errorPage(variants: readonly ErrorClass[], all: readonly ErrorClass[]): string {
  const [{ name } = { name: '' }] = variants
  const thrownBy = variants.flatMap((variant) => variant.thrownBy)
  return parts(
    `${generated}# ${name}`,
    ...variants.map((variant) => description(variant, all, variants.length > 1)),
    `## What to do\n\n${advice[name]}`,
    thrownBy.length > 0 &&
      `## Thrown by\n\n${table(
        ['call', 'when'],
        thrownBy.map(({ member, when }) => [`\`${member}\``, when]),
      )}`,
  )
}

/** What a class is, and has; under a heading of its own where another package has one of the same name. */
function description(error: ErrorClass, all: readonly ErrorClass[], isShared: boolean): string {
  const { name, packageName, parent, fields, example, links } = error
  const link = (other: string): string => `[\`${other}\`](${other}.md)`
  const above = all.some((other) => other.name === parent) ? link(parent) : `\`${parent}\``
  const under = all.filter((other) => other.parent === name).map((other) => link(other.name))
  return parts(
    isShared && `## In ${packageName}`,
    error.description,
    `\`import { ${name} } from '${packageName}'\`. It extends ${above}${under.length > 0 ? `; under it are ${under.join(', ')}` : ''}.`,
    fields.length > 0 &&
      table(
        ['property', 'type', 'meaning'],
        fields.map((field) => [`\`${field.name}\``, `\`${field.type}\``, field.description]),
      ),
    example !== '' && `\`\`\`ts\n${example}\n\`\`\``,
    links.length > 0 && `See ${links.map((target) => `<${target}>`).join(', ')}.`,
  ).trimEnd()
}

const parts = (...all: (string | false)[]): string => `${all.filter((part) => part !== false).join('\n\n')}\n`

function receiptsPage(): string {
  const sections = receiptCodes().map(
    ({ code, meaning, kind, isFinal, advice: whatToDo }) =>
      `## ${code}\n\n**${meaning}.** ${kindInWords[kind]}; ${isFinal ? 'final' : 'another receipt may follow'}. ${whatToDo}`,
  )
  return `${generated}# Receipt codes

A delivery receipt's \`statusCode\` says how far a message came. \`describeReceipt(code)\` of \`@flowroute/messages\` gives the
same in a program. The meanings are Flowroute's; the kinds and the advice are this SDK's reading of them. Often 1003 is the
last receipt: not every carrier reports a delivery.

${sections.join('\n\n')}
`
}

const kindInWords: Readonly<Record<string, string>> = {
  progress: 'On its way',
  delivered: 'Delivered',
  temporary: 'A temporary failure',
  permanent: 'A permanent failure',
  optedOut: 'The recipient opted out',
  spam: 'Refused for its content',
  sender: 'A problem of the sending number or the request',
}

function sidebar(names: readonly string[]): string {
  const items = names.map((name) => ({ text: name, link: `/errors/${name}` }))
  const first = [
    { text: 'All errors', link: '/errors/' },
    { text: 'Receipt codes', link: '/errors/receipts' },
  ]
  return `${JSON.stringify(
    [
      { text: 'Catalogue', items: first },
      { text: 'Classes', items },
    ],
    undefined,
    2,
  )}\n`
}

const firstSentence = (text: string): string =>
  /^.*?\.(?= |\n|$)/s.exec(text)?.[0].replaceAll('\n', ' ') ?? text

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')

/** A bar would end the cell, a line break the table. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ')
