import { hidesCredentials } from "./redact.ts";
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
