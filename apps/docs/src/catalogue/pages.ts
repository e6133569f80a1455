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
  const sections = variants.map(({ packageName, parent, description, example, fields, thrownBy, links }) => {
    const title = variants.length > 1 ? `## In ${packageName}\n\n` : ''
    const children = all
      .filter((error) => error.parent === name)
      .map((error) => `[\`${error.name}\`](${error.name}.md)`)
    const above = all.some((error) => error.name === parent)
      ? `[\`${parent}\`](${parent}.md)`
      : `\`${parent}\``
    return [
      title + description,
      `\`import { ${name} } from '${packageName}'\`. It extends ${above}${children.length > 0 ? `; under it are ${children.join(', ')}` : ''}.`,
      fields.length > 0 &&
        table(
          ['property', 'type', 'meaning'],
          fields.map((field) => [`\`${field.name}\``, `\`${field.type}\``, field.description]),
        ),
      example !== '' && `\`\`\`ts\n${example}\n\`\`\``,
      thrownBy.length > 0 &&
        table(
          ['thrown by', 'when'],
          thrownBy.map(({ member, when }) => [`\`${member}\``, when]),
        ),
      links.length > 0 && `See ${links.map((link) => `<${link}>`).join(', ')}.`,
    ]
      .filter((part) => part !== false)
      .join('\n\n')
  })
  return `${generated}# ${name}\n\n${sections.join('\n\n')}\n\n## What to do\n\n${advice[name]}\n`
}

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
