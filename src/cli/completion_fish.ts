import type {
  CompletedCommand,
  CompletedOption,
  CompletionTable,
} from "./completion_table.ts";

/**
 * Writes the completions of fish, 3.0 and later.
 *
 * @param table What is completed.
 * @returns The script.
 */
export function completionFish({ commands, options }: CompletionTable): string {
  const lines = [
    "# Completes faultline in fish: faultline completions fish | source",
    "complete -c faultline -f",
    ...commands.map(({ name, summary }) =>
      complete("__fish_use_subcommand", "-a", name, "-d", quote(summary))
    ),
    ...options.map((option) => optionLine("__fish_use_subcommand", option)),
    ...commands.flatMap(commandLines),
  ];
  return lines.join("\n") + "\n";
}

function commandLines(command: CompletedCommand): string[] {
  const { name, options, place, takesProgram } = command;
  const here = `__fish_seen_subcommand_from ${name}`;
  const behind = `${here}; and contains -- -- (commandline -opc)`;
  const words = quote(place.words.join(" "));
  return [
    ...options.map((option) => optionLine(here, option)),
    ...place.words.length > 0 ? [complete(here, "-a", words)] : [],
    ...place.isFile ? [complete(here, "-F")] : [],
    ...takesProgram
      ? [complete(behind, "-a", "'(__fish_complete_command)'")]
      : [],
  ];
}

function optionLine(condition: string, option: CompletedOption): string {
  const { name, value, place, help } = option;
  const parts = ["-l", name.slice(2), "-d", quote(help)];
  if (place.isFile) parts.push("-r", "-F");
  else if (value !== undefined) parts.push("-x");
  if (place.words.length > 0) parts.push("-a", quote(place.words.join(" ")));
  return complete(condition, ...parts);
}

function complete(condition: string, ...parts: readonly string[]): string {
  return ["complete -c faultline -n", quote(condition), ...parts].join(" ");
}

function quote(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}
