import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { barChart } from './chart.ts'
import { betweenMarks, type Results, reportOf } from './markdown.ts'

/**
 * Adds results to those of other measures in the app's folder: `results.json`, the README's tables, the charts.
 *
 * @param folder the app's folder
 * @param fresh what was measured now
 */
export async function writeReport(folder: string, fresh: Results): Promise<void> {
  const resultsFile = join(folder, 'results.json')
  const readme = join(folder, 'README.md')
  const known = await readFile(resultsFile, 'utf8').catch(() => '{}')
  const results: Results = { ...(JSON.parse(known) as Results), ...fresh }
  await writeFile(resultsFile, `${JSON.stringify(results, null, 2)}\n`)
  await writeFile(readme, betweenMarks(await readFile(readme, 'utf8'), reportOf(results)))
  await mkdir(join(folder, 'charts'), { recursive: true })
  for (const section of Object.values(fresh)) {
    for (const chart of section.charts) {
      await writeFile(join(folder, 'charts', `${chart.file}.svg`), barChart(chart))
    }
  }
}
