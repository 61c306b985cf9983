import { operandsOf, valuesOf } from "./choices.ts";
import { type CommandEntry, type CommandName, COMMANDS } from "./commands.ts";
import {
  type NamedOption,
  optionEntries,
  PROGRAM_OPTIONS,
} from "./option_entries.ts";

/** What may stand in one place of a command line. */
export interface CompletedPlace {
  /** Words that may stand there. */
  readonly words: readonly string[];
  /** Whether a file may stand there. */
  readonly isFile: boolean;
}

/** An option, as a shell completes it. */
export interface CompletedOption {
  /** Its name, with the dashes. */
  readonly name: string;
  /** What stands for its value in the help; absent for a switch. */
  readonly value?: string;
  /** What may be its value. */
  readonly place: CompletedPlace;
  /** Whether it may be given more than once. */
  readonly isRepeatable: boolean;
  /** One line of help. */
  readonly help: string;
}

/** A command, as a shell completes it. */
export interface CompletedCommand {
  readonly name: string;
  /** One line of help. */
  readonly summary: string;
  readonly options: readonly CompletedOption[];
  /** What its operands may be. */
  readonly place: CompletedPlace;
  /** Whether another command may follow behind `--`. */
  readonly takesProgram: boolean;
}

/** All that a shell completes. */
export interface CompletionTable {
  readonly commands: readonly CompletedCommand[];
  /** Options without a command. */
  readonly options: readonly CompletedOption[];
}

/**
 * What a shell completes, from the tables of the help.
 *
 * @returns The table.
 */
export function completionTable(): CompletionTable {
  const names = Object.keys(COMMANDS) as CommandName[];
  const help: CompletedCommand = {
    name: "help",
    summary: "the help of a command",
    options: [],
    place: { words: names, isFile: false },
    takesProgram: false,
  };
  return {
    commands: [...names.map(commandOf), help],
    options: PROGRAM_OPTIONS.map((option) => optionOf(option, [])),
  };
}

function commandOf(name: CommandName): CompletedCommand {
  const { summary, operands, takesProgram }: CommandEntry = COMMANDS[name];
  return {
    name,
    summary,
    options: optionEntries(name).map((option) =>
      optionOf(option, valuesOf(name, option[0]))
    ),
    place: { words: operandsOf(name), isFile: operands.includes("FILE") },
    takesProgram: takesProgram === true,
  };
}

function optionOf(
  [name, { value, repeatable, help }]: NamedOption,
  words: readonly string[],
): CompletedOption {
  return {
    name: `--${name}`,
    ...value !== undefined && { value },
    place: { words, isFile: value === "FILE" },
    isRepeatable: repeatable === true,
    help,
  };
}
