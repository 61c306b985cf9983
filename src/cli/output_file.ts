import { IoError } from "../io/io.ts";
import type { Terminal } from "../io/terminal.ts";
import type { CommandLine } from "./command_line.ts";
import { reasonOf } from "./reason.ts";
import { UsageError } from "./usage_error.ts";

/** The file to write; `-` stands for standard output, as with `curl`. */
export function outputOf(line: CommandLine): string | undefined {
  const output = line.text("output");
  return output === "-" ? undefined : output;
}

/**
 * Requires that a file can be written, before anything else is done.
 *
 * @throws {UsageError} It cannot be written.
 */
export async function requireWritable(
  path: string,
  terminal: Terminal,
): Promise<void> {
  try {
    await terminal.requireWritable(path);
  } catch (error) {
    if (!(error instanceof IoError)) throw error;
    throw new UsageError(
      `Cannot write ${JSON.stringify(path)}: ${reasonOf(error)}`,
    );
  }
}
