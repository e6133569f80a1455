import type { PortOrder } from '../../saved/port-orders.ts'
import { utf8 } from '../../values/bytes.ts'

/** What the letter of agency (LOA) of an order says, without a signature. */
export function letterOf({ details, numbers }: PortOrder) {
  const { billingName, company, street, street2, city, state, zip, country, provider, usageType } = details
  return {
    numbers: numbers.map((number) => number.slice(1)),
    billing_name: billingName,
    company: company ?? '',
    street,
    street2: street2 ?? '',
    city,
    state,
    zip,
    country,
    provider,
    usage_type: usageType ?? '',
  }
}

/** The text of the letter. */
export function letterText(order: PortOrder): string {
  const { billing_name, company, street, street2, city, state, zip, country, provider, numbers } =
    letterOf(order)
  const owner = company === '' ? billing_name : `${billing_name}, ${company}`
  const place = [street, street2, `${city}, ${state} ${zip}`, country].filter((part) => part !== '')
  return [
    'LETTER OF AGENCY',
    `${owner}, ${place.join(', ')}, authorizes Flowroute to act as its agent in moving the telephone numbers below from ${provider} to Flowroute.`,
    numbers.join('\n'),
  ].join('\n\n')
}

/** The signed letter as a PDF of one page. */
export function letterPdf(order: PortOrder): Uint8Array {
  const { name = '', title = '' } = order.signature ?? {}
  const lines = `${letterText(order)}\n\nSigned: ${name}, ${title}`.split('\n').flatMap(wrap)
  const text = lines.map((line) => `(${escapeText(line)}) Tj T*`).join('\n')
  const stream = `BT /F1 11 Tf 14 TL 72 720 Td\n${text}\nET`
  return pdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ])
}

const lineLength = 85

function wrap(line: string): string[] {
  return line.match(new RegExp(`.{1,${lineLength}}(?:\\s|$)|.{1,${lineLength}}`, 'g')) ?? ['']
}

/** The standard fonts have no other characters. */
function escapeText(text: string): string {
  return text.replaceAll(/[^ -~]/g, '?').replaceAll(/[\\()]/g, String.raw`\$&`)
}

/** A file with these objects, in ASCII and numbered from 1; the first one is the catalog. */
function pdf(objects: readonly string[]): Uint8Array {
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = body.length
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const size = objects.length + 1
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`
  return utf8(`${body}${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`)
}
