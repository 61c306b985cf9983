import { type CommandEntry, type CommandName, COMMANDS } from "./commands.ts";
import { type OptionEntry, type OptionName, OPTIONS } from "./options.ts";

/** The name of an option, and what is known of it. */
export type NamedOption = readonly [name: OptionName, entry: OptionEntry];

/** Options that the program takes without a command. */
export const PROGRAM_OPTIONS: readonly NamedOption[] = [
  ["help", OPTIONS.help],
  ["version", OPTIONS.version],
];

/**
 * The options of a command, with what is particular to it.
 *
 * @param command The command.
 * @returns Its options in the order of the help, `--help` last.
 */
export function optionEntries(command: CommandName): NamedOption[] {
  const { options, own }: CommandEntry = COMMANDS[command];
  const names: readonly OptionName[] = [...options, "help"];
  return names.map((name) => [name, { ...OPTIONS[name], ...own?.[name] }]);
}
