import { readFile } from 'node:fs/promises'
import { appFolder, peersFolder } from '../peers.ts'
import { aheadOf, least, type Section, type Target } from '../report/section.ts'
import { numberText, ratioText } from '../statistics.ts'
import { type Weight, weigh } from './bundle.ts'
import type { Conditions } from './measure.ts'

/** What a bundle of ours may weigh, and what it shall, in bytes, minified and gzipped. */
export interface Limit {
  limit: number
  target: number
}

interface Weighed extends Weight {
  name: string
  isOurs: boolean
  limit?: Limit | undefined
}

const resources = ['Numbers', 'Routes', 'Messages', 'E911', 'Cnam']

/** Of packages that are not among the five of the first release. */
const others = ['Porting', 'Cdrs']

const programOf = (classes: readonly string[]): string => `
  import { createClient } from '@flowroute/core'
  ${classes.map((name) => `import { ${name} } from '@flowroute/${name.toLowerCase()}'`).join('\n')}
  const client = createClient()
  console.log(${classes.map((name) => `new ${name}(client)`).join(', ')})`

/** The bundles of this project that have a limit. */
const ours = [
  ...[...resources, ...others].map((name) => ({ name: `core + ${name}`, text: programOf([name]) })),
  { name: 'all five', text: programOf(resources) },
  {
    name: 'core + Numbers, undici',
    text: `${programOf(['Numbers'])}\n  import { undiciTransport } from '@flowroute/core/undici'\n  console.log(undiciTransport())`,
  },
]

/** Weighs what a user's bundle gets from each. Fails where one of ours is over its limit. */
export async function size({ subjects }: Conditions): Promise<Section> {
  const limits = await readLimits()
  const weighed: Weighed[] = []
  for (const { name, text } of ours) {
    const weight = await weigh({ text, folder: appFolder, platform: 'neutral' })
    weighed.push({ name, isOurs: true, limit: limits[name], ...weight })
  }
  for (const { name, kind, program } of subjects) {
    if (kind === 'ours' || program === undefined) continue
    const weight = await weigh({ text: program, folder: peersFolder, platform: 'node' })
    weighed.push({ name, isOurs: false, ...weight })
  }
  const [base] = weighed
  if (base === undefined) throw new Error('nothing was weighed')
  const peers = weighed.filter(({ isOurs }) => !isOurs)
  return {
    title: 'Bundle size',
    what: 'A client and one resource, bundled by `esbuild --bundle --minify --format=esm` and compressed by `gzip -9`; bytes.',
    header: ['bundle', 'minified', 'gzipped', 'against core + Numbers', 'limit', 'target'],
    rows: weighed.map(({ name, minified, gzipped, limit }) => [
      name,
      numberText(minified),
      numberText(gzipped),
      ratioText(gzipped, base.gzipped),
      limit === undefined ? '' : numberText(limit.limit),
      limit === undefined ? '' : numberText(limit.target),
    ]),
    charts: [
      {
        file: 'size',
        title: 'Bundle size: a client and one resource, minified and gzipped',
        unit: 'kB',
        bars: [base, ...peers].map(({ name, gzipped, isOurs }) => ({
          label: isOurs ? 'flowroute' : name,
          value: gzipped / 1_000,
          isOurs,
        })),
      },
    ],
    targets: [...weighed.flatMap(targetOf), ...peerTarget(base, peers, subjects)],
    ahead: aheadOf(
      { name: base.name, value: base.gzipped },
      peers.map(({ name, gzipped }) => ({ name, value: gzipped })),
      'bytes in a bundle',
    ),
    failures: weighed.flatMap(overLimit),
    figures: weighed,
  }
}

async function readLimits(): Promise<Record<string, Limit>> {
  const text = await readFile(`${appFolder}limits.json`, 'utf8')
  return (JSON.parse(text) as { bundles: Record<string, Limit> }).bundles
}

/** What is wrong with the weight of a bundle, if anything is. */
export function overLimit({ name, gzipped, isOurs, limit }: Weighed): string[] {
  if (!isOurs) return []
  if (limit === undefined) return [`${name} has no limit in limits.json`]
  return gzipped > limit.limit ? [`${name} has ${gzipped} bytes, over its limit of ${limit.limit}`] : []
}

function targetOf({ name, gzipped, limit }: Weighed): Target[] {
  if (limit === undefined) return []
  return [
    {
      text: `${name}: at most ${numberText(limit.target)} bytes`,
      figure: numberText(gzipped),
      isMet: gzipped <= limit.target,
    },
  ]
}

function peerTarget(base: Weighed, peers: readonly Weighed[], subjects: Conditions['subjects']): Target[] {
  const telecom = peers.filter(({ name }) =>
    subjects.some((one) => one.name === name && one.kind === 'telecom'),
  )
  if (telecom.length === 0) return []
  const smallest = least(telecom.map(({ name, gzipped }) => ({ name, value: gzipped })))
  return [
    {
      text: 'core with one resource: a third of the smallest telecom peer',
      figure: `${ratioText(base.gzipped, smallest.value)} ${smallest.name}`,
      isMet: base.gzipped * 3 <= smallest.value,
    },
  ]
}
