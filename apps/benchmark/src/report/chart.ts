import { numberText, ratioText } from '../statistics.ts'
import type { Chart } from './section.ts'

const labelWidth = 170
const barWidth = 400
const width = 760
const rowHeight = 26
const top = 48

/** A bar for each subject, shortest first, with its figure and its ratio to ours; for light and dark pages. */
export function barChart({ title, unit, bars }: Chart): string {
  const sorted = bars.toSorted((first, second) => first.value - second.value)
  const longest = sorted.at(-1)?.value || 1
  // The first of ours is what the others are held against.
  const ours = bars.find(({ isOurs }) => isOurs)
  const height = top + sorted.length * rowHeight + 12
  const rows = sorted.map(({ label, value, isOurs }, index) => {
    const y = top + index * rowHeight
    const length = Math.max(1, (value / longest) * barWidth)
    const figure = `${valueText(value)} ${unit}`
    const ratio = ours === undefined || label === ours.label ? '' : ` · ${ratioText(value, ours.value)}`
    return [
      `  <text class="text" x="${labelWidth - 8}" y="${y + 15}" text-anchor="end">${escaped(label)}</text>`,
      `  <rect class="${isOurs ? 'ours' : 'other'}" x="${labelWidth}" y="${y + 2}" width="${length.toFixed(1)}" height="18" rx="2"/>`,
      `  <text class="text" x="${(labelWidth + length + 8).toFixed(1)}" y="${y + 15}">${escaped(figure + ratio)}</text>`,
    ].join('\n')
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}">
  <title>${escaped(title)}</title>
  <style>
    text { font: 13px system-ui, sans-serif }
    .text { fill: #1f2328 }
    .title { font-weight: 600; font-size: 15px }
    .ours { fill: #0969da }
    .other { fill: #8c959f }
    @media (prefers-color-scheme: dark) {
      .text { fill: #e6edf3 }
      .ours { fill: #4493f8 }
      .other { fill: #6e7681 }
    }
  </style>
  <text class="text title" x="12" y="26">${escaped(title)}</text>
${rows.join('\n')}
</svg>
`
}

function valueText(value: number): string {
  return numberText(value, value < 10 ? 2 : value < 100 ? 1 : 0)
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
