import { SERVED_NAMES } from "../app/served_protocol.ts";
import { FAILURE_MODES } from "../model/failure_modes.ts";
import { STATES } from "../model/state.ts";
import { CHECK_REPORTERS } from "../report/check_reporters.ts";
import { HTTP_BEAT_METHODS } from "../wire/heartbeat/http_protocol.ts";
import type { CommandName } from "./commands.ts";
import type { OptionName } from "./options.ts";

/** Shells that the program writes completions for. */
export const SHELLS = ["bash", "zsh", "fish"] as const;

/** One of {@linkcode SHELLS}. */
export type Shell = typeof SHELLS[number];

/** All failure modes, as `explain` and `--fail-on` take them. */
const MODES = Object.keys(FAILURE_MODES);

/** The formats of each command that has more than one. */
const FORMATS: Readonly<Partial<Record<CommandName, readonly string[]>>> = {
  diagnose: ["text", "json", "html"],
  watch: ["text", "ndjson", "html"],
  serve: ["text", "ndjson"],
  discover: ["text", "ndjson"],
  wait: ["text", "json"],
  check: Object.keys(CHECK_REPORTERS),
};

/** What options take that have a list of values, whatever the command. */
const VALUES: Readonly<Partial<Record<OptionName, readonly string[]>>> = {
  "fail-on": MODES,
  until: STATES,
  method: HTTP_BEAT_METHODS,
};

/** What commands take as an operand, where that is a list. */
const OPERANDS: Readonly<Partial<Record<CommandName, readonly string[]>>> = {
  serve: SERVED_NAMES,
  explain: MODES,
  completions: SHELLS,
};

/**
 * The values that an option can have.
 *
 * @param command The command that it is given to.
 * @param option The option.
 * @returns The values; none where they cannot be listed.
 */
export function valuesOf(
  command: CommandName,
  option: OptionName,
): readonly string[] {
  const values = option === "format" ? FORMATS[command] : VALUES[option];
  return values ?? [];
}

/**
 * The operands that a command can have.
 *
 * @param command The command.
 * @returns The operands; none where they cannot be listed.
 */
export function operandsOf(command: CommandName): readonly string[] {
  return OPERANDS[command] ?? [];
}
