import type {
  CompletedCommand,
  CompletedPlace,
  CompletionTable,
} from "./completion_table.ts";

/**
 * Writes the completions of bash, 3.2 and later.
 *
 * @param table What is completed.
 * @returns The script.
 */
export function completionBash({ commands, options }: CompletionTable): string {
  const names = commands.map(({ name }) => name);
  const takers = commands.filter(({ takesProgram }) => takesProgram);
  return `# Completes faultline in bash: source <(faultline completions bash)
_faultline() {
  local IFS=$'\\n' command= words= files= at
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]}
  COMPREPLY=()
  # bash breaks --format=json into three words.
  if [[ $word == = ]]; then
    word=
  elif [[ $before == = ]]; then
    before=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((at = 1; at < COMP_CWORD; at++)); do
    case \${COMP_WORDS[at]} in
      ${names.join(" | ")})
        [[ $command ]] || command=\${COMP_WORDS[at]}
        ;;
      --)
        case $command in
          ${takers.map(({ name }) => name).join(" | ") || "-"})
            COMPREPLY=($(compgen -c -f -- "$word"))
            ;;
        esac
        return
        ;;
    esac
  done
  case "$command $before" in
${commands.flatMap(valueCases).join("\n")}
    *)
      case "$command $word" in
        ' -'*) ${give({ words: options.map(nameOf) })} ;;
        ' '*) ${give({ words: names })} ;;
${commands.map(wordCase).join("\n")}
      esac
      ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
  if [[ $files ]]; then
    compopt -o filenames 2>/dev/null
    COMPREPLY+=($(compgen -f -- "$word"))
  fi
}
complete -F _faultline faultline
`;
}

/** What follows an option that takes a value. */
function valueCases({ name, options }: CompletedCommand): string[] {
  return options.filter(({ value }) => value !== undefined).map((option) =>
    `    '${name} ${option.name}') ${give(option.place)} ;;`
  );
}

/** An option or an operand of a command. */
function wordCase({ name, options, place }: CompletedCommand): string {
  return `        '${name} -'*) ${give({ words: options.map(nameOf) })} ;;
        '${name} '*) ${give(place)} ;;`;
}

function give({ words, isFile = false }: Partial<CompletedPlace>): string {
  const given = [
    ...words?.length ? [`words=$'${words.join("\\n")}'`] : [],
    ...isFile ? ["files=1"] : [],
  ];
  return given.join(" ") || ":";
}

function nameOf({ name }: { readonly name: string }): string {
  return name;
}
