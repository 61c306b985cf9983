import { parseArgs } from "@std/cli/parse-args";
import { MAX_COMMAND_LINE_LENGTH } from "../model/limits.ts";
import { nearest } from "./nearest.ts";
import {
  type CommandName,
  COMMANDS,
  type OptionEntry,
  type OptionName,
  OPTIONS,
} from "./options.ts";
import { UsageError } from "./usage_error.ts";

/** A command line that was understood. */
export interface CommandLine {
  /** The command; absent for plain `--help` and `--version`. */
  readonly command?: CommandName;
  /** What it takes beside options. */
  readonly operands: readonly string[];
  /** Whether a switch was given. */
  has(name: OptionName): boolean;
  /** The value of an option, if it was given. */
  text(name: OptionName): string | undefined;
  /** All values of a repeatable option. */
  texts(name: OptionName): readonly string[];
}

const NAMES = Object.keys(OPTIONS) as OptionName[];

/**
 * Reads the arguments of the program by the tables of `options.ts`.
 *
 * @param args The arguments, without the program's own name.
 * @returns The command, its operands and its options.
 * @throws {UsageError} If anything in them is not understood.
 */
export function parseCommandLine(args: readonly string[]): CommandLine {
  if (args.join(" ").length > MAX_COMMAND_LINE_LENGTH) {
    throw new UsageError("Cannot read a command line of this length");
  }
  const [words, values] = split(args);
  const [name, ...operands] = words;
  const line: CommandLine = {
    operands,
    has: (option) => values.has(option),
    text: (option) => values.get(option)?.[0],
    texts: (option) => values.get(option) ?? [],
  };
  if (name === undefined) {
    requireOptions([...values.keys()], ["help", "version", "no-color"]);
    return line;
  }
  const command = commandOf(name);
  const allowed = [...COMMANDS[command].options, "help", "version"] as const;
  requireOptions([...values.keys()], allowed, command);
  if (!values.has("help") && !values.has("version")) {
    requireOperands(operands, command);
  }
  return { ...line, command };
}

/** Splits words from options, and checks each option by itself. */
function split(
  args: readonly string[],
): [words: string[], values: Map<OptionName, string[]>] {
  const isSwitch = (name: OptionName) => entryOf(name).value === undefined;
  const stray: string[] = [];
  const parsed = parseArgs([...args], {
    "--": true,
    string: ["_", ...NAMES.filter((name) => !isSwitch(name))],
    collect: NAMES,
    unknown: (arg) => {
      if (arg.startsWith("-") && arg !== "-") stray.push(arg);
    },
    boolean: NAMES.filter(isSwitch),
    alias: { help: "h" },
  });
  const [first] = stray;
  if (first !== undefined) throw unknownOption(first);
  const values = new Map<OptionName, string[]>();
  for (const name of NAMES) {
    const given = parsed[name] as unknown[] | undefined ?? [];
    const list = given.filter((value) => value !== false).map(String);
    if (list.length > 0) values.set(name, checked(name, list));
  }
  const words = [...parsed._.map(String), ...parsed["--"] ?? []];
  return [words, values];
}

function checked(name: OptionName, list: string[]): string[] {
  const entry = entryOf(name);
  if (entry.value !== undefined && list.includes("")) {
    throw new UsageError(`Cannot use --${name} without ${entry.value}`);
  }
  if (list.length > 1 && entry.value !== undefined && !entry.repeatable) {
    throw new UsageError(
      `Cannot use --${name} more than once: given ${list.length} times`,
    );
  }
  return list;
}

function entryOf(name: OptionName): OptionEntry {
  return OPTIONS[name];
}

function commandOf(name: string): CommandName {
  if (Object.hasOwn(COMMANDS, name)) return name as CommandName;
  const known = Object.keys(COMMANDS);
  throw new UsageError(
    `Cannot find command ${JSON.stringify(name)}${
      suggestion(nearest(name, known))
    }; the commands are ${known.join(", ")}`,
  );
}

function unknownOption(arg: string): UsageError {
  const name = arg.replace(/^-+/, "").replace(/=.*$/s, "");
  const meant = nearest(name, NAMES);
  return new UsageError(
    `Cannot find option ${JSON.stringify(arg.replace(/=.*$/s, ""))}` +
      suggestion(meant && `--${meant}`),
  );
}

function suggestion(meant: string | undefined): string {
  return meant === undefined ? "" : `; did you mean ${meant}?`;
}

function requireOptions(
  given: readonly OptionName[],
  allowed: readonly OptionName[],
  command?: CommandName,
): void {
  const wrong = given.find((name) => !allowed.includes(name));
  if (wrong === undefined) return;
  throw new UsageError(
    command === undefined
      ? `Cannot use --${wrong} without a command`
      : `Cannot use --${wrong} with ${command}`,
    command,
  );
}

function requireOperands(
  operands: readonly string[],
  command: CommandName,
): void {
  const entry = COMMANDS[command];
  const [least, most] = entry.operandCount;
  if (operands.length < least) {
    throw new UsageError(
      `Cannot ${command} without ${entry.operands}`,
      command,
    );
  }
  if (operands.length > most) {
    const surplus = operands[most] ?? "";
    throw new UsageError(
      `Cannot ${command} with one more operand: ${JSON.stringify(surplus)}`,
      command,
    );
  }
}
