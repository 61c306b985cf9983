import {
  type CommandEntry,
  type CommandName,
  COMMANDS,
  type OptionEntry,
  type OptionName,
  OPTIONS,
} from "./options.ts";

/** Width of the column that names options and commands. */
const COLUMN = 30;

/**
 * Writes the help of the program, or of one of its commands.
 *
 * @param command The command; absent for the program's own help.
 * @returns The help, ending in a line break.
 */
export function helpText(command?: CommandName): string {
  return command === undefined ? programHelp() : commandHelp(command);
}

function programHelp(): string {
  const commands = Object.entries(COMMANDS).map(([name, entry]) =>
    row(`${name} ${entry.operands}`, entry.summary)
  );
  return [
    "Faultline names where a network path is broken, and why.",
    "",
    "Usage: faultline COMMAND [OPTIONS]",
    "",
    "Commands:",
    ...commands,
    "",
    "Options:",
    ...optionRows(["help", "version"]),
    "",
    "faultline COMMAND --help tells more of a command.",
  ].join("\n") + "\n";
}

function commandHelp(command: CommandName): string {
  const entry: CommandEntry = COMMANDS[command];
  const { operands, permissions, details } = entry;
  return [
    `faultline ${command}: ${entry.summary}`,
    "",
    ["Usage: faultline", command, "[OPTIONS]", operands].join(" ").trimEnd(),
    ...details.length > 0 ? ["", ...details] : [],
    "",
    "Options:",
    ...optionRows([...entry.options, "help"]),
    ...permissions.length > 0
      ? [
        "",
        "Permissions of deno run:",
        ...permissions.map((one) => `  ${one}`),
      ]
      : [],
  ].join("\n") + "\n";
}

function optionRows(names: readonly OptionName[]): string[] {
  return names.map((name) => {
    const { value, repeatable, help }: OptionEntry = OPTIONS[name];
    const left = `--${name}${value === undefined ? "" : ` ${value}`}`;
    return row(left, repeatable ? `${help}; repeatable` : help);
  });
}

function row(left: string, right: string): string {
  return `  ${left.trimEnd().padEnd(COLUMN)} ${right}`;
}
