import { type Place, steps } from './places.ts'

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/** For bash: `source <(flowroute completion bash)`. */
export function bash(places: readonly Place[]): string {
  const words = places.map(
    ({ path, words: all }) => `    ${quote(path)}) words=${quote(all.map(({ name }) => name).join(' '))} ;;`,
  )
  const choices = places.flatMap(({ path, words: all }) =>
    all
      .filter(({ choices: values }) => values.length > 0)
      .map(
        ({ name, choices: values }) => `    ${quote(`${path}:${name}`)}) words=${quote(values.join(' '))} ;;`,
      ),
  )
  return `# bash completion of flowroute: source <(flowroute completion bash)
_flowroute() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" place="" words="" i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$place \${COMP_WORDS[i]}" in
    ${steps(places).map(quote).join(' | ')})
      place="\${place:+$place }\${COMP_WORDS[i]}" ;;
    esac
  done
  case "$place" in
${words.join('\n')}
  esac
  case "$place:$previous" in
${choices.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _flowroute flowroute
`
}
