import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Packed } from './pack.ts'
import type { Manifest } from './packages.ts'
import { runOrThrow } from './process.ts'

/** A local npm registry that has the packed packages, for installing them by name as a user does. */
export interface Registry {
  /** Makes package managers take our packages from it in a folder; all others come from their usual registry. */
  configure(folder: string): Promise<void>
  close(): Promise<void>
}

/** Long ago: package managers may refuse versions that are younger than some days. */
const published = '2020-01-01T00:00:00.000Z'

/** Starts a registry on a free port. */
export async function startRegistry(packages: readonly Packed[]): Promise<Registry> {
  const documents = new Map<string, string>()
  const tarballs = new Map<string, Buffer>()
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)
    const found = documents.get(path) ?? tarballs.get(path)
    if (found === undefined) response.writeHead(404).end('{}')
    else response.end(found)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  for (const { name, slug, tarball } of packages) {
    const content = await readFile(tarball)
    // The packed one: its dependencies are ranges that users can install.
    const manifest = JSON.parse(
      await runOrThrow('tar', ['xzOf', tarball, 'package/package.json']),
    ) as Manifest
    const path = `/tarballs/${slug}.tgz`
    tarballs.set(path, content)
    documents.set(`/${name}`, JSON.stringify(documentOf(manifest, content, `${url}${path}`)))
  }
  return {
    configure: (folder) => writeFile(join(folder, '.npmrc'), `@flowroute:registry=${url}/\n`),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** What a registry says of a package: https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md */
function documentOf(manifest: Manifest, content: Buffer, tarball: string): object {
  const { name, version } = manifest
  const integrity = `sha512-${createHash('sha512').update(content).digest('base64')}`
  const shasum = createHash('sha1').update(content).digest('hex')
  return {
    name,
    'dist-tags': { latest: version },
    versions: { [version]: { ...manifest, dist: { tarball, integrity, shasum } } },
    time: { created: published, modified: published, [version]: published },
  }
}
