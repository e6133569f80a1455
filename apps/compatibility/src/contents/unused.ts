import process from 'node:process'
import { rootFolder } from '../workspace/folders.ts'
import { run } from '../workspace/process.ts'
import { installTools } from '../workspace/tools.ts'

/** Prints files, exports and dependencies that nothing uses; returns whether there are none. */
export async function checkUnused(): Promise<boolean> {
  const tools = await installTools((line) => console.error(line))
  const script = tools.path('knip', 'bin/knip.js')
  const { code, output } = await run(process.execPath, [script], { cwd: rootFolder })
  console.log(output.trim() || 'Nothing is unused.')
  return code === 0
}
