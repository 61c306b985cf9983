/** Prints what bash offers for the words behind its own name. */
const IN_BASH = `source "$SCRIPT"
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_faultline
printf '%s\\n' "\${COMPREPLY[@]}"`;

/** Prints what fish offers for a line, each with a tab and its meaning. */
const IN_FISH = "source $SCRIPT; complete -C $argv[1]";

/**
 * Types a line and a tab into a second zsh at a terminal of its own, and prints
 * what that one adds to its list, between `<` and `>`.
 */
const IN_ZSH = `zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PS1=; autoload -Uz compinit; compinit -u -d ./dump; source $SCRIPT"
zpty -w shell 'compadd() {
  local -a __hits
  builtin compadd -A __hits "$@"
  (( \${#__hits} )) && print -rl -- "<"\${^__hits}">"
  builtin compadd "$@"
}
finish() { print "END"; exit }
zle -N finish
bindkey "^I" complete-word "^X" finish
print BE""GIN'
zpty -r shell seen '*BEGIN*'
zpty -n -w shell "$1"$'\\t\\x18'
zpty -r shell seen '*END*'
print -r -- "$seen"`;

/** A shell that can be asked what it would offer. */
export interface CompletingShell {
  readonly name: "bash" | "zsh" | "fish";
  /** Its arguments for a line that is being typed. */
  readonly args: (line: string) => readonly string[];
  /** Reads what it offers out of what it printed. */
  readonly read: (output: string) => readonly string[];
}

/** All shells that the program writes completions for. */
export const COMPLETING_SHELLS: readonly CompletingShell[] = [
  {
    name: "bash",
    // As readline does, which takes "=" for a word of its own.
    args: (line) => [
      ...["--norc", "-c", IN_BASH, "bash"],
      ...line.replaceAll("=", " = ").split(" "),
    ],
    read: (output) => output.split("\n"),
  },
  {
    name: "zsh",
    args: (line) => ["-f", "-c", IN_ZSH, "zsh", line],
    read: (output) =>
      [...output.matchAll(/<(.*?)>/g)].map(([, hit = ""]) => hit),
  },
  {
    name: "fish",
    args: (line) => ["--no-config", "-c", IN_FISH, line],
    read: (output) =>
      output.split("\n").map((row) => row.replace(/\t.*/, ""))
        .map((row) => row.replace(/^--[\w-]+=/, "")),
  },
];

/** Longest time that a shell thinks, in milliseconds. */
const MAX_SHELL_MS = 20_000;

/**
 * What a shell offers.
 *
 * @param shell The shell.
 * @param folder Where it stands, and its home, of which fish keeps files; the
 * file `script` has the completions. An absolute path.
 * @param line What has been typed.
 * @returns The words, sorted, each once.
 */
export async function offered(
  { name, args, read }: CompletingShell,
  folder: string,
  line: string,
): Promise<string[]> {
  const { stdout } = await new Deno.Command(name, {
    args: [...args(line)],
    cwd: folder,
    env: { SCRIPT: "./script", HOME: folder, TERM: "dumb" },
    signal: AbortSignal.timeout(MAX_SHELL_MS),
    stdin: "null",
  }).output();
  const words = read(new TextDecoder().decode(stdout));
  return [...new Set(words)].filter((word) => word !== "").toSorted();
}
