import type { Terminal } from "../io/terminal.ts";
import { type CommandLine, parseCommandLine } from "./command_line.ts";
import { EXIT_HEALTHY, EXIT_INTERNAL, EXIT_USAGE } from "./exit_code.ts";
import { helpText } from "./help.ts";
import type { CommandName } from "./options.ts";
import { UsageError } from "./usage_error.ts";
import { VERSION } from "./version.ts";

/** Runs one command to its end and gives the exit code. */
export type Command = (
  line: CommandLine,
  terminal: Terminal,
) => Promise<number>;

/** Each command is loaded only when it is called. */
const LOADERS: Readonly<Record<CommandName, () => Promise<Command>>> = {
  diagnose: async () => (await import("./diagnose.ts")).runDiagnose,
  explain: async () => (await import("./explain.ts")).runExplain,
  demo: async () => (await import("./demo.ts")).runDemo,
};

/**
 * Runs the program.
 *
 * @param terminal The world around it.
 * @returns The exit code.
 */
export async function main(terminal: Terminal): Promise<number> {
  try {
    const line = parseCommandLine(terminal.args);
    if (line.has("version")) return await print(`faultline ${VERSION}\n`);
    if (line.has("help")) return await print(helpText(line.command));
    if (line.command === undefined) {
      terminal.writeError(helpText());
      return EXIT_USAGE;
    }
    const command = await LOADERS[line.command]();
    return await command(line, terminal);
  } catch (error) {
    return report(error, terminal);
  }

  async function print(text: string): Promise<number> {
    await terminal.write(text);
    return EXIT_HEALTHY;
  }
}

function report(error: unknown, terminal: Terminal): number {
  if (error instanceof UsageError) {
    const of = error.command === undefined ? "" : `${error.command} `;
    terminal.writeError(
      `faultline: ${error.message}\nTry: faultline ${of}--help\n`,
    );
    return EXIT_USAGE;
  }
  const message = error instanceof Error ? error.message : String(error);
  terminal.writeError(
    `faultline: internal error, please report it: ${message}\n`,
  );
  if (terminal.args.includes("--verbose") && error instanceof Error) {
    terminal.writeError(`${error.stack ?? ""}\n`);
  }
  return EXIT_INTERNAL;
}
