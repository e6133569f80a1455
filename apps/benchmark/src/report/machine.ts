import { cpus, totalmem } from 'node:os'
import { peerVersion } from '../peers.ts'
import type { Subject } from '../subjects/subject.ts'

/** Where and with what a measure was taken. */
export interface Circumstances {
  /** ISO 8601. */
  date: string
  node: string
  platform: string
  cpu: string
  cores: number
  /** Bytes. */
  memory: number
  /** By package. */
  versions: Record<string, string>
}

/** What is to be known about a measurement besides its figures. */
export async function circumstances(subjects: readonly Subject[], now = new Date()): Promise<Circumstances> {
  const versions: Record<string, string> = {}
  for (const { kind, packages } of subjects) {
    if (kind === 'ours') continue
    for (const name of packages) versions[name] = await peerVersion(name)
  }
  const cores = cpus()
  return {
    date: now.toISOString(),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpu: cores[0]?.model.trim() ?? 'unknown',
    cores: cores.length,
    memory: totalmem(),
    versions,
  }
}
