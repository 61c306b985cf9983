import type {
  CompletedCommand,
  CompletedOption,
  CompletedPlace,
  CompletionTable,
} from "./completion_table.ts";

/**
 * Writes the completions of zsh, 5.0 and later: for a file `_faultline` in a
 * folder of `fpath`, or to be sourced after `compinit`.
 *
 * @param table What is completed.
 * @returns The script.
 */
export function completionZsh({ commands, options }: CompletionTable): string {
  return `#compdef faultline
# Completes faultline in zsh: source <(faultline completions zsh)
_faultline() {
  local state line at
  local -a commands
  commands=(
${commands.map(describedCommand).join("\n")}
  )
  _arguments -C \\
${options.map((option) => `    ${optionSpec(option)} \\`).join("\n")}
    '1: :->command' '*:: :->operand' && return
  case $state in
    command) _describe -t commands command commands ;;
    operand)
      case $line[1] in
${commands.map(commandCase).join("\n")}
      esac
      ;;
  esac
}
if [[ $funcstack[1] == _faultline ]]; then
  _faultline "$@"
else
  compdef _faultline faultline
fi
`;
}

/** Behind `--` stands a command of the user's own. */
const BEHIND = `at=\${words[(i)--]}
          if (( at < CURRENT )); then
            words=("\${(@)words[at + 1, -1]}")
            (( CURRENT -= at ))
            _normal
            return
          fi
          `;

function describedCommand({ name, summary }: CompletedCommand): string {
  return `    ${quote(`${name}:${summary.replaceAll(":", "\\:")}`)}`;
}

function commandCase(command: CompletedCommand): string {
  const { name, options, place, takesProgram } = command;
  const behind = takesProgram ? BEHIND : "";
  const operand = `'*: :${action(place)}'`;
  const specs = [...options.map(optionSpec), operand]
    .map((spec) => `            ${spec}`);
  return `        ${name})
          ${behind}_arguments \\
${specs.join(" \\\n")}
          ;;`;
}

/** For example `'*--reference=[a host]:HOST: '`. */
function optionSpec(option: CompletedOption): string {
  const { name, value, place, isRepeatable, help } = option;
  const meaning = `[${help.replace(/[[\]\\:]/g, "\\$&")}]`;
  const start = isRepeatable ? "*" : "";
  return quote(
    value === undefined
      ? `${start}${name}${meaning}`
      : `${start}${name}=${meaning}:${value.replaceAll(":", "\\:")}:` +
        action(place),
  );
}

function action({ words, isFile }: CompletedPlace): string {
  if (words.length > 0) return `(${words.join(" ")})`;
  return isFile ? "_files" : " ";
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
