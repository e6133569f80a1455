import { type Place, steps, type Word } from './places.ts'

/** Within single quotes, fish knows the backslash. */
const quote = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

function line(path: string, { name, description, takesValue, choices }: Word): string {
  const at = `complete -c flowroute -n ${quote(`__flowroute_at ${quote(path)}`)}`
  if (!name.startsWith('--')) return `${at} -f -a ${quote(name)} -d ${quote(description)}`
  const values = choices.length > 0 ? ` -x -a ${quote(choices.join(' '))}` : takesValue ? ' -r' : ''
  return `${at} -l ${quote(name.slice(2))}${values} -d ${quote(description)}`
}

/** For fish: `flowroute completion fish | source`. */
export function fish(places: readonly Place[]): string {
  const lines = places.flatMap(({ path, words }) => words.map((word) => line(path, word)))
  return `# fish completion of flowroute: flowroute completion fish | source
function __flowroute_at
  set -l place ''
  for word in (commandline -opc)[2..-1]
    switch "$place $word"
      case ${steps(places).map(quote).join(' ')}
        set place (string trim -- "$place $word")
    end
  end
  test "$place" = "$argv[1]"
end
${lines.join('\n')}
`
}
