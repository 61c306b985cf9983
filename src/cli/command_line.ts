import { parseArgs } from "@std/cli/parse-args";
import { nearest } from "../model/nearest.ts";
import { type CommandEntry, type CommandName, COMMANDS } from "./commands.ts";
import { type OptionEntry, type OptionName, OPTIONS } from "./options.ts";
import { UsageError } from "./usage_error.ts";

/** A command line that was understood. */
export interface CommandLine {
  /** The command; absent for plain `--help` and `--version`. */
  readonly command?: CommandName;
  /** What it takes beside options. */
  readonly operands: readonly string[];
  /** A command of the user's own and its arguments, behind `--`. */
  readonly program: readonly string[];
  /** Whether a switch was given. */
  has(name: OptionName): boolean;
  /** The value of an option, if it was given. */
  text(name: OptionName): string | undefined;
  /** All values of a repeatable option. */
  texts(name: OptionName): readonly string[];
}

/** A number below zero, maybe with a unit; no option looks like it. */
const NEGATIVE = /^-\d[\d.]*[a-z]{0,2}$/;

const NAMES = Object.keys(OPTIONS) as OptionName[];

/**
 * Reads the arguments of the program by the tables of `options.ts`.
 *
 * @param args The arguments, without the program's own name.
 * @returns The command, its operands and its options.
 * @throws {UsageError} If anything in them is not understood.
 */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const { words, behind, values, isEnded } = split(args);
  // `help COMMAND` is what users of other programs type first.
  if (words[0] === "help") {
    words.shift();
    values.set("help", []);
  }
  const takesProgram = words[0] !== undefined && isTaker(words[0]);
  const [name, ...operands] = takesProgram ? words : [...words, ...behind];
  const line: CommandLine = {
    operands,
    program: takesProgram ? behind : [],
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
  if (values.has("quiet") && values.has("verbose")) {
    throw new UsageError("Cannot use --quiet with --verbose: leave one out");
  }
  if (!values.has("help") && !values.has("version")) {
    requireOperands(operands, command);
    if (takesProgram && isEnded) requireProgram(line.program);
  }
  return { ...line, command };
}

/** Whether a command runs another one, behind `--`. */
function isTaker(name: string): boolean {
  if (!Object.hasOwn(COMMANDS, name)) return false;
  const { takesProgram }: CommandEntry = COMMANDS[name as CommandName];
  return takesProgram === true;
}

/** The parts of a command line. */
interface Parts {
  readonly words: string[];
  readonly behind: readonly string[];
  readonly values: Map<OptionName, string[]>;
  /** Whether options were ended by `--`. */
  readonly isEnded: boolean;
}

/** Splits words from options, and checks each option by itself. */
function split(args: readonly string[]): Parts {
  const { switches, spelled, isEnded } = spelledOut(args);
  const names = NAMES.filter((name) => !isSwitch(name));
  const parsed = parseArgs(spelled, {
    "--": true,
    string: ["_", ...names],
    collect: names,
  });
  const values = new Map<OptionName, string[]>();
  for (const name of switches) values.set(name, []);
  for (const name of names) {
    const list = (parsed[name] as unknown[]).map(String);
    if (list.length > 0) values.set(name, checked(name, list, args));
  }
  const behind = parsed["--"] ?? [];
  return { words: parsed._.map(String), behind, values, isEnded };
}

/**
 * Refuses options that are not known, takes out the switches, and joins each
 * other option with its value: left alone, `parseArgs` would see a value in
 * `--quiet true`, an option in `--no-timeout=3`, and nothing in `--output -`.
 */
function spelledOut(
  args: readonly string[],
): { switches: Set<OptionName>; spelled: string[]; isEnded: boolean } {
  const switches = new Set<OptionName>();
  const spelled: string[] = [];
  let waiting: OptionName | undefined;
  let isEnded = false;
  for (const [index, arg] of [...args, "--"].entries()) {
    const isOption = arg.startsWith("-") && arg !== "-";
    if (waiting !== undefined) {
      if (NEGATIVE.test(arg)) throw belowZero(waiting, arg);
      if (isOption) throw withoutValue(waiting, args);
      spelled.push(`--${waiting}=${arg}`);
      waiting = undefined;
    } else if (arg === "--") {
      spelled.push(...args.slice(index));
      isEnded = index < args.length;
      break;
    } else if (!isOption) {
      spelled.push(arg);
    } else {
      const name = optionOf(arg);
      if (isSwitch(name)) switches.add(name);
      else if (arg.includes("=")) spelled.push(arg);
      else waiting = name;
    }
  }
  return { switches, spelled, isEnded };
}

function optionOf(arg: string): OptionName {
  const [name = ""] = arg === "-h" ? ["help"] : arg.slice(2).split("=", 1);
  if (!/^--\w|^-h$/.test(arg) || !Object.hasOwn(OPTIONS, name)) {
    throw unknownOption(arg);
  }
  const option = name as OptionName;
  if (isSwitch(option) && arg.includes("=")) {
    throw new UsageError(`Cannot use --${option} with a value`);
  }
  return option;
}

function isSwitch(name: OptionName): boolean {
  return entryOf(name).value === undefined;
}

function checked(
  name: OptionName,
  list: string[],
  args: readonly string[],
): string[] {
  const { repeatable } = entryOf(name);
  if (list.includes("")) throw withoutValue(name, args);
  if (list.length > 1 && !repeatable) {
    throw new UsageError(
      `Cannot use --${name} more than once: given ${list.length} times`,
    );
  }
  return list;
}

function belowZero(name: OptionName, value: string): UsageError {
  return new UsageError(
    `Cannot use --${name} below zero: current value is ` +
      JSON.stringify(value),
  );
}

/** A command may call the value of an option by a word of its own. */
function withoutValue(name: OptionName, args: readonly string[]): UsageError {
  const command = args.find((arg) => Object.hasOwn(COMMANDS, arg));
  const entry: CommandEntry | undefined = COMMANDS[command as CommandName];
  const value = entry?.own?.[name]?.value ?? entryOf(name).value;
  return new UsageError(`Cannot use --${name} without ${value}`);
}

function entryOf(name: OptionName): OptionEntry {
  return OPTIONS[name];
}

function commandOf(name: string): CommandName {
  if (Object.hasOwn(COMMANDS, name)) return name as CommandName;
  const known = Object.keys(COMMANDS);
  // Whoever writes a target first wants to hear what is wrong with it.
  const meant = /[.:/]/.test(name)
    ? ": did you mean diagnose, and then the target?"
    : suggestion(name, [...known, "help", "--version"]);
  throw new UsageError(
    `Cannot find command ${JSON.stringify(name)}` +
      (meant || `: the commands are ${known.join(", ")}`),
  );
}

/** Says nothing of a value, which may be a secret. */
function unknownOption(arg: string): UsageError {
  const [name = ""] = arg.split("=", 1);
  const meant = suggestion(name, NAMES.map((known) => `--${known}`));
  return new UsageError(`Cannot find option ${JSON.stringify(name)}${meant}`);
}

function suggestion(word: string, known: readonly string[]): string {
  const meant = nearest(word, known);
  return meant === undefined ? "" : `: did you mean ${meant}?`;
}

function requireOptions(
  given: readonly OptionName[],
  allowed: readonly OptionName[],
  command?: CommandName,
): void {
  const wrong = given.find((name) => !allowed.includes(name));
  if (wrong === undefined) return;
  throw new UsageError(
    `Cannot use --${wrong} ${
      command === undefined ? "without a command" : `with ${command}`
    }`,
  );
}

function requireOperands(
  operands: readonly string[],
  command: CommandName,
): void {
  const { operandCount: [least, most], operands: names } = COMMANDS[command];
  if (operands.length < least) {
    throw new UsageError(`Cannot run ${command} without ${names}`);
  }
  const surplus = operands[most];
  if (surplus === undefined) return;
  throw new UsageError(
    `Cannot run ${command} with one more operand: ${JSON.stringify(surplus)}`,
  );
}

/** A variable that is empty must not pass for a command that succeeded. */
function requireProgram([program]: readonly string[]): void {
  if (program) return;
  throw new UsageError(
    "Cannot run an empty command: name one behind --, or leave -- out",
  );
}
