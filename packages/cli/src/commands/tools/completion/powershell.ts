import type { Place, Word } from './places.ts'

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`

const entry = ({ name, description }: Word): string =>
  `[pscustomobject]@{ Name = ${quote(name)}; Text = ${quote(description || name)} }`

/** For PowerShell: `flowroute completion powershell | Out-String | Invoke-Expression`. */
export function powershell(places: readonly Place[]): string {
  const words = places.map(({ path, words: all }) => `    ${quote(path)} = @(${all.map(entry).join(', ')})`)
  return `# PowerShell completion of flowroute: flowroute completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName flowroute -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $places = @{
${words.join('\n')}
  }
  $place = ''
  foreach ($element in $commandAst.CommandElements | Select-Object -Skip 1) {
    if ($element.Extent.EndOffset -ge $cursorPosition) { break }
    $next = "$place $element".Trim()
    if ($places.ContainsKey($next)) { $place = $next }
  }
  $places[$place] | Where-Object { $_.Name -like "$wordToComplete*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_.Name, $_.Name, 'ParameterValue', $_.Text)
  }
}
`
}
