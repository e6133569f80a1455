import { type Place, steps, type Word } from './places.ts'

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

const describe = ({ name, description }: Word): string =>
  quote(`${name.replaceAll(':', '\\:')}:${description}`)

/** For zsh: `source <(flowroute completion zsh)`. */
export function zsh(places: readonly Place[]): string {
  const words = places.map(
    ({ path, words: all }) => `    ${quote(path)}) candidates=(${all.map(describe).join(' ')}) ;;`,
  )
  const choices = places.flatMap(({ path, words: all }) =>
    all
      .filter(({ choices: values }) => values.length > 0)
      .map(
        ({ name, choices: values }) =>
          `    ${quote(`${path}:${name}`)}) candidates=(${values.map(quote).join(' ')}) ;;`,
      ),
  )
  return `#compdef flowroute
# zsh completion of flowroute: source <(flowroute completion zsh)
_flowroute() {
  local place='' word
  local -a candidates
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "$place $word" in
    ${steps(places).map(quote).join(' | ')})
      place="\${place:+$place }$word" ;;
    esac
  done
  case "$place" in
${words.join('\n')}
  esac
  case "$place:\${words[CURRENT-1]}" in
${choices.join('\n')}
  esac
  _describe 'flowroute' candidates
  _files
}
compdef _flowroute flowroute
`
}
