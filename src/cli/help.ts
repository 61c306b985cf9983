import { PLAIN_STYLE } from "../report/style.ts";
import { wrap } from "../report/wrap.ts";
import { type CommandEntry, type CommandName, COMMANDS } from "./commands.ts";
import {
  type NamedOption,
  optionEntries,
  PROGRAM_OPTIONS,
} from "./option_entries.ts";

/** Fewest spaces between a name and what it means. */
const GAP = 2;

/**
 * Writes the help of the program, or of one of its commands, on lines of at
 * most 80 characters.
 *
 * @param command The command; absent for the program's own help.
 * @returns The help, ending in a line break.
 */
export function helpText(command?: CommandName): string {
  const lines = command === undefined ? programHelp() : commandHelp(command);
  return lines.join("\n") + "\n";
}

function programHelp(): string[] {
  const commands = Object.entries(COMMANDS).map(([name, entry]) =>
    [`${name} ${entry.operands}`.trimEnd(), entry.summary] as const
  );
  return [
    "Faultline names where a network path is broken, and why.",
    "",
    "Usage: faultline COMMAND [OPTIONS]",
    "",
    "Commands:",
    ...rows(commands),
    "",
    "Options:",
    ...optionRows(PROGRAM_OPTIONS),
    "",
    "faultline COMMAND --help or help COMMAND tells more of a command.",
  ];
}

function commandHelp(command: CommandName): string[] {
  const entry: CommandEntry = COMMANDS[command];
  const { operands, permissions, details } = entry;
  return [
    `faultline ${command}: ${entry.summary}`,
    "",
    ["Usage: faultline", command, "[OPTIONS]", operands].join(" ").trimEnd(),
    ...details.length > 0 ? ["", ...details] : [],
    "",
    "Options:",
    ...optionRows(optionEntries(command)),
    ...permissions.length > 0
      ? ["", "Permissions of deno run:", ...permissions.map(indented)]
      : [],
  ];
}

function indented(line: string): string {
  return `  ${line}`;
}

function optionRows(options: readonly NamedOption[]): string[] {
  return rows(options.map(([name, { value, repeatable, help }]) => {
    const left = `--${name}${value === undefined ? "" : ` ${value}`}`;
    return [left, repeatable ? `${help}; repeatable` : help];
  }));
}

function rows(entries: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...entries.map(([name]) => name.length)) + GAP;
  return entries.flatMap(([name, meaning]) =>
    wrap(
      meaning,
      PLAIN_STYLE,
      " ".repeat(width + GAP),
      indented(name.padEnd(width)),
    )
  );
}
