import { parseDuration } from "../model/duration.ts";
import { FAILURE_MODES, type FailureMode } from "../model/failure_modes.ts";
import type { CommandLine } from "./command_line.ts";
import { nearest } from "../model/nearest.ts";
import type { OptionName } from "./options.ts";
import { hidesCredentials } from "../model/hidden_credentials.ts";
import { UsageError } from "./usage_error.ts";

/** Reads what a person wrote; the message never shows a password. */
export function readInput<Value>(
  what: string,
  text: string,
  parse: (text: string) => Value,
): Value {
  try {
    return parse(text);
  } catch (error) {
    if (!hidesCredentials(text)) throw asUsageError(error);
    throw new UsageError(
      `Cannot read ${what} with / ? or # before an @: in a user name or ` +
        "password write them as %2F, %3F and %23",
    );
  }
}

/** What the model refuses to read was written by the user. */
export function asUsageError(error: unknown): unknown {
  return error instanceof SyntaxError || error instanceof RangeError
    ? new UsageError(error.message)
    : error;
}

/** Reads an option that is a duration, in milliseconds. */
export function durationOf(
  line: CommandLine,
  name: OptionName,
  bounds: { readonly minMs?: number; readonly maxMs: number },
): number | undefined {
  const text = line.text(name);
  if (text === undefined) return undefined;
  return readInput(
    `--${name}`,
    text,
    (text) => parseDuration(text, `--${name}`, bounds),
  );
}

/** Reads `--misses`. */
export function missesOf(text: string): number {
  return wholeNumberOf("--misses", text);
}

/** Reads an option that says how many, or how often. */
export function wholeNumberOf(option: `--${OptionName}`, text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new UsageError(
    `Cannot use ${option} but as a whole number from 1 to 999999: ` +
      `current value is ${JSON.stringify(text)}`,
  );
}

/** Requires one of the names that are known. */
export function oneOf(
  what: string,
  text: string,
  known: readonly string[],
): string {
  if (known.includes(text)) return text;
  const meant = nearest(text, known);
  throw new UsageError(
    `Cannot use ${what} as one of ${known.join(", ")}: current value is ` +
      JSON.stringify(text) + (meant ? `; did you mean ${meant}?` : ""),
  );
}

/** Requires the name of a failure mode. */
export function modeOf(text: string): FailureMode {
  if (Object.hasOwn(FAILURE_MODES, text)) return text as FailureMode;
  const meant = nearest(text, Object.keys(FAILURE_MODES));
  throw new UsageError(
    `Cannot find failure mode ${JSON.stringify(text)}` +
      (meant ? `: did you mean ${meant}?` : ": faultline explain lists them"),
  );
}
